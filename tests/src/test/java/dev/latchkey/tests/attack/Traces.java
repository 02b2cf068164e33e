package dev.latchkey.tests.attack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What secrets may leave behind: any twelve characters in a row of any of them, raw, as UTF-16, in
 * hexadecimal, in Base64 at each offset, or percent-encoded. All are looked for at once, by a
 * rolling hash.
 */
final class Traces {
  private static final int CHARACTERS = 12;
  private static final long BASE = 0x9E37_79B9_7F4A_7C15L | 1;

  /** By the length of the window in bytes. */
  private final Map<Integer, Windows> windows = new TreeMap<>();

  /**
   * @param secrets the secrets, of at least 15 ASCII characters each
   */
  Traces(Collection<String> secrets) {
    Map<Integer, List<byte[]>> texts = new TreeMap<>();
    HexFormat lower = HexFormat.of();
    HexFormat upper = lower.withUpperCase();
    for (String secret : secrets) {
      byte[] raw = secret.getBytes(StandardCharsets.US_ASCII);
      add(texts, CHARACTERS, secret);
      add(texts, 2 * CHARACTERS, lower.formatHex(raw));
      add(texts, 2 * CHARACTERS, upper.formatHex(raw));
      add(texts, 3 * CHARACTERS, lower.withPrefix("%").formatHex(raw));
      add(texts, 3 * CHARACTERS, upper.withPrefix("%").formatHex(raw));
      for (int offset = 0; offset < 3; offset++) {
        int end = offset + (raw.length - offset) / 3 * 3;
        byte[] part = Arrays.copyOfRange(raw, offset, end);
        add(texts, CHARACTERS / 3 * 4, Base64.getEncoder().encodeToString(part));
        add(texts, CHARACTERS / 3 * 4, Base64.getUrlEncoder().encodeToString(part));
      }
    }
    texts.forEach((length, all) -> windows.put(length, Windows.of(length, all)));
  }

  private static void add(Map<Integer, List<byte[]>> texts, int length, String text) {
    texts
        .computeIfAbsent(length, unused -> new ArrayList<>())
        .add(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** How many traces there are in a file. */
  int in(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
      return search(in, false) + searchUtf16(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** ASCII in UTF-16 is ASCII once its zero bytes are gone. */
  private int searchUtf16(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
      return search(in, true);
    }
  }

  private int search(InputStream in, boolean skipsZeros) throws IOException {
    List<Scan> scans = windows.values().stream().map(Scan::new).toList();
    byte[] block = new byte[1 << 16];
    for (int read = in.read(block); read >= 0; read = in.read(block)) {
      int length = skipsZeros ? withoutZeros(block, read) : read;
      for (Scan scan : scans) {
        scan.take(block, length);
      }
    }
    return scans.stream().mapToInt(scan -> scan.found).sum();
  }

  private static int withoutZeros(byte[] block, int length) {
    int kept = 0;
    for (int i = 0; i < length; i++) {
      if (block[i] != 0) {
        block[kept++] = block[i];
      }
    }
    return kept;
  }

  /** The hashes of all windows of one length, in an open table. */
  private static final class Windows {
    private final int length;
    private final long[] table;

    private Windows(int length, long[] table) {
      this.length = length;
      this.table = table;
    }

    static Windows of(int length, List<byte[]> texts) {
      long count = texts.stream().mapToLong(text -> text.length - length + 1L).sum();
      Windows windows =
          new Windows(length, new long[Integer.highestOneBit((int) (count * 2) + 1) * 2]);
      for (byte[] text : texts) {
        for (int start = 0; start + length <= text.length; start++) {
          windows.put(hash(text, start, length));
        }
      }
      return windows;
    }

    private static long hash(byte[] text, int start, int length) {
      long hash = 0;
      for (int i = start; i < start + length; i++) {
        hash = hash * BASE + (text[i] & 0xff) + 1;
      }
      return hash;
    }

    private void put(long hash) {
      int at = place(hash);
      while (table[at] != 0 && table[at] != hash) {
        at = (at + 1) & (table.length - 1);
      }
      table[at] = hash;
    }

    boolean hold(long hash) {
      int at = place(hash);
      while (table[at] != 0 && table[at] != hash) {
        at = (at + 1) & (table.length - 1);
      }
      return table[at] == hash && hash != 0;
    }

    private int place(long hash) {
      return (int) (hash ^ (hash >>> 29)) & (table.length - 1);
    }
  }

  /** One pass over bytes by one length of window. */
  private static final class Scan {
    private final Windows windows;
    private final byte[] last;
    private final long leaving;
    private long hash;
    private long seen;
    private int found;

    Scan(Windows windows) {
      this.windows = windows;
      this.last = new byte[windows.length];
      long power = 1;
      for (int i = 0; i < windows.length; i++) {
        power *= BASE;
      }
      this.leaving = power;
    }

    void take(byte[] block, int length) {
      for (int i = 0; i < length; i++) {
        int slot = (int) (seen % last.length);
        long gone = seen < last.length ? 0 : (last[slot] & 0xff) + 1;
        last[slot] = block[i];
        hash = hash * BASE + (block[i] & 0xff) + 1 - gone * leaving;
        seen++;
        if (seen >= last.length && windows.hold(hash)) {
          found++;
        }
      }
    }
  }
}
