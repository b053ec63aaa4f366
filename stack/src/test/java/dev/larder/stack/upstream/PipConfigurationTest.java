package dev.larder.stack.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PipConfigurationTest {

  @Test
  void everyPlaceIsFoundInPipsOrder() {
    PipConfiguration pip =
        PipConfiguration.parse(
            """
            global.cert='/etc/ssl/certs/ca-certificates.crt'
            global.find-links='/opt/wheels'
            global.extra-index-url='file:///opt/more/simple https://user:pw@two.example/simple'
            global.index-url='https://one.example/simple'
            """);

    assertThat(pip.places())
        .containsExactly(
            "https://one.example/simple",
            "file:///opt/more/simple",
            "https://user:pw@two.example/simple",
            "/opt/wheels");
  }

  @Test
  void theEnvironmentComesBeforeTheCommandsSectionBeforeTheGlobalOne() {
    assertThat(
            PipConfiguration.parse(
                    """
                    global.index-url='https://global.example/'
                    install.index-url='https://install.example/'
                    :env:.index-url='https://env.example/'
                    """)
                .places())
        .containsExactly("https://env.example/");
    assertThat(
            PipConfiguration.parse(
                    """
                    install.index-url='https://install.example/'
                    global.index-url='https://global.example/'
                    """)
                .places())
        .containsExactly("https://install.example/");
  }

  @Test
  void linesOfOneValueAreSeparatePlaces() {
    assertThat(
            PipConfiguration.parse(
                    "global.extra-index-url='\\nhttps://a.example/simple\\nhttps://b.example/simple'\n")
                .places())
        .containsExactly("https://a.example/simple", "https://b.example/simple");
  }

  @Test
  void quotesOfEitherKindAndWhatTheyEscapeAreUndone() {
    assertThat(PipConfiguration.parse("global.find-links=\"/home/o'brien/wheels\"\n").places())
        .containsExactly("/home/o'brien/wheels");
    assertThat(PipConfiguration.parse("global.find-links='/a\\\\b'\n").places())
        .containsExactly("/a\\b");
  }

  @Test
  void noIndexLeavesTheFoldersOnly() {
    assertThat(
            PipConfiguration.parse(
                    """
                    :env:.no-index='1'
                    global.index-url='https://one.example/simple'
                    :env:.find-links='/opt/wheels'
                    """)
                .places())
        .containsExactly("/opt/wheels");
  }

  @Test
  void aPageOfLinksOnTheWebIsNoIndex() {
    assertThat(
            PipConfiguration.parse("global.find-links='https://links.example/ /opt/wheels'\n")
                .places())
        .containsExactly("/opt/wheels");
  }

  @Test
  void linesOfAnyOtherFormArePassedOver() {
    assertThat(
            PipConfiguration.parse(
                    """
                    WARNING: something = 'else'
                    global.index-url=unquoted
                    nothing
                    ='x'
                    global.index-url='
                    """)
                .places())
        .isEmpty();
  }
}
