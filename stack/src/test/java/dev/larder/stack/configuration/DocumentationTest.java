package dev.larder.stack.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.stack.part.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} tells of every key what the code has. */
class DocumentationTest {
  @Test
  void everyKeyIsDocumentedWithItsVariableAndItsDefault() throws IOException {
    String table =
        Arrays.stream(Key.values())
            .map(
                key ->
                    "| `%s` | `%s` | %s | %s |\n"
                        .formatted(
                            key.text(),
                            key.variables().getFirst(),
                            key.usual().isEmpty() ? "none" : "`" + key.usual() + "`",
                            key.meaning()))
            .collect(Collectors.joining());

    assertThat(Installation.here().root().resolve("docs/configuration.md"))
        .content()
        .contains("| key | variable | default | meaning |\n|---|---|---|---|\n" + table + "\n");
  }

  @Test
  void theExampleOfTheDocumentIsRead() throws IOException {
    String document = Files.readString(Installation.here().root().resolve("docs/configuration.md"));
    String example = document.replaceAll("(?s).*?```yaml\n(.*?)```.*", "$1");
    var file = Files.createTempFile("larder", ".yml");
    Files.writeString(file, example);

    Configuration read =
        Configuration.read(java.util.Optional.of(file), java.util.Map.of(), java.util.Map.of());

    assertThat(read.server().address()).isPresent();
    Files.delete(file);
  }
}
