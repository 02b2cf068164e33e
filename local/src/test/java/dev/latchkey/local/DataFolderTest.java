package dev.latchkey.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path temporary;

  @Test
  void isMadeWhenItIsNotThere() {
    Path folder = temporary.resolve("a/b");
    DataFolder.open(folder).close();
    assertThat(folder.resolve("streams")).isDirectory();
  }

  @Test
  void isUsedByOneAtATime() {
    DataFolder first = DataFolder.open(temporary);
    assertThatThrownBy(() -> DataFolder.open(temporary))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("Another ./run uses " + temporary);
    first.close();
    DataFolder.open(temporary).close();
  }

  @Test
  void resettingLeavesWhatIsNotOurs() throws Exception {
    Files.writeString(temporary.resolve("thesis.txt"), "mine");
    DataFolder folder = DataFolder.open(temporary);
    Files.createDirectories(folder.dynamodb());
    Files.writeString(folder.dynamodb().resolve("dynamodb.db"), "x");
    Files.writeString(folder.streams().resolve("position"), "x");
    folder.reset();
    assertThat(folder.dynamodb()).doesNotExist();
    assertThat(folder.streams()).isEmptyDirectory();
    assertThat(temporary.resolve("thesis.txt")).hasContent("mine");
    folder.close();
  }

  @Test
  void thatIsAFileIsRefused() throws Exception {
    Path file = Files.writeString(temporary.resolve("file"), "");
    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("cannot be used");
  }
}
