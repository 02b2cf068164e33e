package dev.latchkey.tests.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A request's header fields as RFC 9112 reads them, and as far as they can be guessed where they
 * are none: also at a line feed alone, folded, and with blanks before the colon.
 *
 * @param areWellFormed whether nothing had to be guessed
 * @param endEarly whether a guess finds the end of all fields before their end
 */
record HeaderFields(List<Field> fields, boolean areWellFormed, boolean endEarly) {
  private static final Pattern LINE =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[\t ]*([\t -~\\x80-\\xff]*)");

  /** One field, its value without the blanks around it. */
  record Field(String name, String value) {}

  /** Reads field lines with their ends, one character a byte. */
  static HeaderFields read(String raw) {
    List<Field> fields = new ArrayList<>();
    String[] lines = raw.split("\r\n|\n", -1);
    boolean areWellFormed = raw.endsWith("\r\n") && !raw.matches("(?s).*(^|[^\r])\n.*");
    for (int i = 0; i < lines.length - 1; i++) {
      String line = lines[i];
      if (line.isEmpty()) {
        return new HeaderFields(fields, false, true);
      }
      areWellFormed &= LINE.matcher(line).matches();
      int colon = line.indexOf(':');
      if (isBlank(line.charAt(0)) && !fields.isEmpty()) {
        Field folded = fields.remove(fields.size() - 1);
        fields.add(new Field(folded.name, trim(folded.value + " " + trim(line))));
      } else if (colon >= 0) {
        fields.add(new Field(trim(line.substring(0, colon)), trim(line.substring(colon + 1))));
      }
    }
    return new HeaderFields(fields, areWellFormed, false);
  }

  /** The values of all fields of a name, whose case does not matter. */
  List<String> values(String name) {
    return fields.stream()
        .filter(field -> lower(field.name).equals(lower(name)))
        .map(Field::value)
        .toList();
  }

  /** The members of all values of a name, which commas part. */
  List<String> members(String name) {
    return values(name).stream()
        .flatMap(value -> List.of(value.split(",", -1)).stream())
        .map(HeaderFields::trim)
        .toList();
  }

  /** In lower case, as far as it is ASCII. */
  private static String lower(String name) {
    return name.chars().allMatch(c -> c < 0x80) ? name.toLowerCase(Locale.ROOT) : name;
  }

  private static String trim(String text) {
    return text.replaceAll("^[\t ]+|[\t ]+$", "");
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
