package dev.latchkey.local.dynamodb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The literal {@code Properties} of one resource of a template; intrinsic functions stay unread.
 */
final class ResourceProperties {
  private ResourceProperties() {}

  static Map<String, Object> read(Path template, String logicalId) {
    try (InputStream in = Files.newInputStream(template)) {
      Node root = new Compose(LoadSettings.builder().build()).composeInputStream(in).orElseThrow();
      return map(child(child(child(root, "Resources"), logicalId), "Properties"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Node child(Node node, String name) {
    for (NodeTuple tuple : ((MappingNode) node).getValue()) {
      if (((ScalarNode) tuple.getKeyNode()).getValue().equals(name)) {
        return tuple.getValueNode();
      }
    }
    throw new IllegalArgumentException("The template has no " + name);
  }

  private static Map<String, Object> map(Node node) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (NodeTuple tuple : ((MappingNode) node).getValue()) {
      map.put(((ScalarNode) tuple.getKeyNode()).getValue(), value(tuple.getValueNode()));
    }
    return map;
  }

  private static Object value(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue().stream().map(ResourceProperties::value).toList();
    }
    return map(node);
  }
}
