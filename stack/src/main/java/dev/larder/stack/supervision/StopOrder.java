package dev.larder.stack.supervision;

import dev.larder.stack.part.Part;
import java.util.ArrayList;
import java.util.List;

/** In which order parts end: the one that asks before the one that answers. */
public final class StopOrder {
  private StopOrder() {}

  /** Waves of parts, each to be ended together once the former one is gone. */
  public static List<List<Part>> of(List<Part> parts) {
    List<List<Part>> waves = new ArrayList<>();
    for (Part.Layer layer : Part.Layer.values()) {
      List<Part> wave = parts.stream().filter(part -> part.layer() == layer).toList();
      if (!wave.isEmpty()) {
        waves.addFirst(wave);
      }
    }
    return waves;
  }
}
