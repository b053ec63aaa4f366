package dev.larder.stack.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.stack.console.Refusal;
import dev.larder.stack.folder.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpstreamUrlTest {
  @TempDir Path folder;

  @Test
  void anIndexKeepsItsCredentialsAndGetsALastSlash() {
    UpstreamUrl url = UpstreamUrl.of("https://user:pw@index.example/simple");

    assertThat(url.text()).isEqualTo("https://user:pw@index.example/simple/");
    assertThat(url.masked()).isEqualTo("https://***@index.example/simple/");
  }

  @Test
  void aFolderBecomesItsFileUrlWhoeverWroteItHow() throws IOException {
    Path odd = Files.createDirectory(folder.resolve("my wheels é"));

    UpstreamUrl byPath = UpstreamUrl.of(odd.toString());

    assertThat(byPath.text()).startsWith("file:///").endsWith("/my%20wheels%20%C3%A9/");
    assertThat(byPath.text()).doesNotContain(" ");
    assertThat(UpstreamUrl.of(odd.toUri().toString())).isEqualTo(byPath);
    assertThat(byPath.folder()).contains(odd);
  }

  @Test
  void aFolderThatIsNotThereIsRefusedByName() {
    assertThatThrownBy(() -> UpstreamUrl.of(folder.resolve("gone").toString()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("gone")
        .hasMessageContaining("nor a folder that exists");
  }

  @Test
  void somethingElseIsRefusedWithoutItsPassword() {
    for (String odd :
        new String[] {"ftp://user:secret@host/", "http://", "https://us er:secret@x/", ""}) {
      assertThatThrownBy(() -> UpstreamUrl.of(odd + (odd.isEmpty() ? "\0" : "")))
          .isInstanceOf(Refusal.class)
          .message()
          .doesNotContain("secret");
    }
  }

  @Test
  void anEmptyFolderHoldsNothing() throws IOException {
    assertThat(UpstreamUrl.of(folder.toString()).holdsSomething()).isFalse();
    Files.createFile(folder.resolve("a.whl"));
    assertThat(UpstreamUrl.of(folder.toString()).holdsSomething()).isTrue();
  }

  @Test
  void larderKnowsItselfUnderEveryNameOfThisMachine() {
    Address self = Address.listening("0.0.0.0", 4242);

    assertThat(UpstreamUrl.of("http://127.0.0.1:4242/latest/simple").isServedBy(self)).isTrue();
    assertThat(UpstreamUrl.of("http://localhost:4242/simple/").isServedBy(self)).isTrue();
    assertThat(UpstreamUrl.of("http://[::1]:4242/simple/").isServedBy(self)).isTrue();
    assertThat(UpstreamUrl.of("http://localhost:4243/simple/").isServedBy(self)).isFalse();
    assertThat(UpstreamUrl.of("https://index.example/simple/").isServedBy(self)).isFalse();
  }
}
