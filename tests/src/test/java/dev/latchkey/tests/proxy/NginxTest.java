package dev.latchkey.tests.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.Project;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** NGINX without a cache, and the example. */
@NeedsProgram(Nginx.VARIABLE)
final class NginxTest extends ProxyTest {
  @Override
  Program start(Settings settings, Path files) {
    return Nginx.start(settings.nginx(), files, settings.port());
  }

  @Test
  void theExampleHasTheDocumentedSettings() {
    String example = Project.read("examples/nginx/nginx.conf");
    Settings settings = new Settings("http://127.0.0.1:3003", "orders", "localhost", 3080, 3081);
    assertThat(example)
        .contains(settings.nginx().indent(4).replaceAll("(?m)^ +$", "").stripTrailing());
  }
}
