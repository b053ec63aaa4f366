package dev.larder.stack.supervision;

import dev.larder.stack.part.Launch;
import dev.larder.stack.part.Part;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** A part that is a shell command. */
record TestPart(
    String name, Layer layer, Set<String> needs, String script, BooleanSupplier readiness)
    implements Part {

  static TestPart of(String name, Layer layer, String script) {
    return new TestPart(name, layer, Set.of(), script, () -> true);
  }

  @Override
  public String title() {
    return name;
  }

  @Override
  public Launch prepare() {
    return new Launch(List.of("sh", "-c", script), Map.of(), Path.of("/tmp"));
  }

  @Override
  public boolean ready() {
    return readiness.getAsBoolean();
  }

  @Override
  public Duration patience() {
    return Duration.ofMillis(500);
  }
}
