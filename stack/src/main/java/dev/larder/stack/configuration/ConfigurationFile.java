package dev.larder.stack.configuration;

import dev.larder.stack.console.Refusal;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads {@code larder.yml}; values are taken as they are written, so {@code off} is no boolean. */
final class ConfigurationFile {
  private static final long LARGEST = 1 << 20;

  /** Beyond it a file refers to itself. */
  private static final int LONGEST_NAME = 100;

  private final Path file;
  private final Map<Key, Setting> settings = new EnumMap<>(Key.class);

  private ConfigurationFile(Path file) {
    this.file = file;
  }

  /**
   * What a file says.
   *
   * @throws Refusal naming the line when it can't be read or says what can't be configured
   */
  static Map<Key, Setting> read(Path file) {
    ConfigurationFile configuration = new ConfigurationFile(file.toAbsolutePath());
    try {
      if (Files.size(file) > LARGEST) {
        throw new Refusal("%s is too large for a configuration file".formatted(file));
      }
      try (Reader in = Files.newBufferedReader(file)) {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        Node root = yaml.compose(in);
        if (root != null && !isNothing(root)) {
          configuration.read(root, "");
        }
      }
    } catch (MarkedYAMLException e) {
      throw new Refusal(
          "line %d of %s is no YAML: %s"
              .formatted(e.getProblemMark().getLine() + 1, file, e.getProblem()));
    } catch (YAMLException | IOException e) {
      throw new Refusal(
          "the configuration file %s can't be read (%s)"
              .formatted(file, e.getClass().getSimpleName().replace("Exception", "")));
    }
    return configuration.settings;
  }

  private void read(Node node, String prefix) {
    if (!(node instanceof MappingNode mapping)) {
      throw new Refusal("%s: here must be keys and their values".formatted(place(node)));
    }
    for (NodeTuple entry : mapping.getValue()) {
      String name =
          prefix + (entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?");
      boolean group = entry.getValueNode() instanceof MappingNode && Key.of(name).isEmpty();
      if (group && name.length() < LONGEST_NAME) {
        read(entry.getValueNode(), name + ".");
      } else {
        put(name, entry);
      }
    }
  }

  private void put(String name, NodeTuple entry) {
    String place = place(entry.getKeyNode());
    Key key =
        Key.of(name)
            .orElseThrow(
                () ->
                    new Refusal(
                        "%s: there is no key '%s'; the nearest is '%s'"
                            .formatted(place, name, Key.nearest(name).text())));
    if (settings.containsKey(key)) {
      throw new Refusal("%s: '%s' is there already".formatted(place, name));
    }
    List<String> values = values(entry.getValueNode(), key);
    if (!values.isEmpty()) {
      settings.put(key, new Setting(place, values, file.getParent()));
    }
  }

  private List<String> values(Node node, Key key) {
    return switch (node) {
      case ScalarNode scalar ->
          isNothing(scalar) || scalar.getValue().isBlank()
              ? List.of()
              : List.of(scalar.getValue().strip());
      case SequenceNode sequence -> {
        List<String> values = new ArrayList<>();
        for (Node element : sequence.getValue()) {
          values.addAll(values(element, key));
        }
        yield values;
      }
      default ->
          throw new Refusal("%s: '%s' takes a value, not keys".formatted(place(node), key.text()));
    };
  }

  private static boolean isNothing(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private String place(Node node) {
    return "line %d of %s".formatted(node.getStartMark().getLine() + 1, file);
  }
}
