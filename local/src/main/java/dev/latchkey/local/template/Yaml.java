package dev.latchkey.local.template;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A template's text as maps, lists and scalars. CloudFormation's short tags become the long form:
 * {@code !Ref X} is {@code {Ref: X}}, {@code !Sub x} is {@code {Fn::Sub: x}}.
 */
final class Yaml {
  private static final Set<String> WITHOUT_PREFIX = Set.of("Ref", "Condition");

  private final Path file;

  private Yaml(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws TemplateException if there is no such file or it is not a YAML map
   */
  static Map<String, @Nullable Object> read(Path file) {
    try {
      Node root =
          new Compose(LoadSettings.builder().setLabel(file.toString()).build())
              .composeString(Files.readString(file))
              .orElseThrow(() -> new TemplateException(file + " is empty."));
      if (!(root instanceof MappingNode map)) {
        throw new TemplateException(file + " is not a template: it is not a map.");
      }
      return new Yaml(file).map(map);
    } catch (NoSuchFileException e) {
      throw new TemplateException("There is no template " + file + ".");
    } catch (CharacterCodingException e) {
      throw new TemplateException(file + " is not a template: it is not UTF-8.");
    } catch (IOException e) {
      throw new TemplateException(file + " cannot be read: " + e.getMessage());
    } catch (MarkedYamlEngineException e) {
      String line =
          e.getProblemMark().map(mark -> ", line " + (mark.getLine() + 1)).orElse(", somewhere");
      throw new TemplateException(file + line + ": " + e.getProblem() + ".");
    } catch (YamlEngineException e) {
      throw new TemplateException(file + " is not YAML: " + e.getMessage());
    }
  }

  private Map<String, @Nullable Object> map(MappingNode node) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new TemplateException(file + line(tuple.getKeyNode()) + ": a key must be a word.");
      }
      if (map.containsKey(key.getValue())) {
        throw new TemplateException(
            file + line(key) + ": the key " + key.getValue() + " is there twice.");
      }
      map.put(key.getValue(), value(tuple.getValueNode()));
    }
    return map;
  }

  private @Nullable Object value(Node node) {
    String tag = node.getTag().getValue();
    return tag.startsWith("!") && tag.length() > 1
        ? intrinsic(tag.substring(1), node)
        : untagged(node);
  }

  private @Nullable Object untagged(Node node) {
    if (node instanceof MappingNode map) {
      return map(map);
    }
    if (node instanceof SequenceNode sequence) {
      List<@Nullable Object> list = new ArrayList<>();
      sequence.getValue().forEach(item -> list.add(value(item)));
      return list;
    }
    return scalar((ScalarNode) node);
  }

  private static @Nullable Object scalar(ScalarNode node) {
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(node.getValue());
    }
    if (tag.equals(Tag.INT)) {
      return Long.valueOf(node.getValue());
    }
    return tag.equals(Tag.FLOAT) ? Double.valueOf(node.getValue()) : node.getValue();
  }

  private Map<String, @Nullable Object> intrinsic(String tag, Node node) {
    Object argument =
        node instanceof ScalarNode scalar ? (Object) scalar.getValue() : untagged(node);
    if (tag.equals("GetAtt") && argument instanceof String dotted) {
      int dot = dotted.indexOf('.');
      if (dot < 0) {
        throw new TemplateException(file + line(node) + ": !GetAtt needs Resource.Attribute.");
      }
      argument = List.of(dotted.substring(0, dot), dotted.substring(dot + 1));
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put(WITHOUT_PREFIX.contains(tag) ? tag : "Fn::" + tag, argument);
    return map;
  }

  private static String line(Node node) {
    return node.getStartMark().map(mark -> ", line " + (mark.getLine() + 1)).orElse("");
  }
}
