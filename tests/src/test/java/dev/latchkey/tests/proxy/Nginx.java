package dev.latchkey.tests.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts NGINX. */
final class Nginx {
  static final String VARIABLE = "NGINX";

  private Nginx() {}

  /**
   * Starts it with settings of its http block.
   *
   * @param folder takes its files
   */
  static Program start(String settings, Path folder, int port) {
    String main =
        """
        user %s;
        worker_processes 1;
        daemon off;
        pid nginx.pid;
        error_log stderr;
        events {
        }
        http {
          access_log off;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
        %s
        }
        """
            .formatted(System.getProperty("user.name"), settings);
    try {
      Files.writeString(folder.resolve("nginx.conf"), main);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return start(folder.resolve("nginx.conf"), folder, port);
  }

  /** Starts it with a file. */
  static Program start(Path file, Path folder, int port) {
    String nginx = Program.named(VARIABLE).orElseThrow().toString();
    return Program.start(
        List.of(nginx, "-p", folder + "/", "-c", file.toString(), "-e", "stderr"), folder, port);
  }
}
