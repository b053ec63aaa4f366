package dev.larder.e2e.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.client.Twine;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds under {@code /rspm/}, however the proxy and the server were set up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BehindNginxContract {
  final Fixture fixture;
  final UnderPrefix nginx;

  BehindNginxContract(Fixture fixture) {
    this.fixture = fixture;
    this.nginx = UnderPrefix.in(fixture.folder());
  }

  /** A token of that server that may upload. */
  abstract String token();

  /** Under which address the server knows itself when it is asked this way. */
  abstract String base(boolean tls);

  /** A name that no other test has. */
  private String name(String what, Object... more) {
    StringBuilder name = new StringBuilder(what + "-" + getClass().getSimpleName());
    for (Object one : more) {
      name.append('-').append(one);
    }
    return name.toString().toLowerCase(Locale.ROOT).replace(".", "");
  }

  @ParameterizedTest
  @EnumSource(names = {"PIP_26", "UV_0_13"})
  void whatTwineUploadsInstallsTogetherWithAPublicPackageByHttpAndHttps(Installer installer) {
    for (boolean tls : new boolean[] {false, true}) {
      Package lib = Package.of(name("behind-lib", installer.key(), tls), "1.0");
      Package app =
          Package.of(name("behind-app", installer.key(), tls), "2.0").requiring(lib.name());
      fixture.publish(lib);
      Finished uploaded = upload(tls, app);
      assertThat(uploaded.succeeded()).as("%s", uploaded).isTrue();

      Entrance entrance = nginx.entrance(tls);
      Installation installed =
          installer.install(
              fixture.folder(), entrance.indexUrl(), entrance.environment(), app.name());

      assertThat(installed.succeeded()).as("%s", installed).isTrue();
      assertThat(List.of(installed.says(lib), installed.says(app)))
          .containsExactly(lib.says(), app.says());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void redirectsAndLinksStayUnderThePrefix(boolean tls) {
    Entrance entrance = nginx.entrance(tls);
    Package made = Package.of(name("behind-links", tls), "1.0");
    fixture.publish(made);
    for (String index : List.of("/simple", "/latest/simple", "/main/latest/simple")) {
      for (String path :
          List.of(
              index,
              index + "/" + made.name(),
              index + "/" + made.name().toUpperCase(Locale.ROOT) + "/")) {
        HttpResponse<String> redirect = entrance.get(path);
        assertThat(redirect.statusCode()).as(path).isEqualTo(301);
        URI target =
            redirect.uri().resolve(redirect.headers().firstValue("Location").orElseThrow());
        assertThat(target.toString()).startsWith(entrance.url() + index + "/");
        assertThat(entrance.get(target).statusCode()).as("%s", target).isEqualTo(200);
      }
      URI page = URI.create(entrance.url() + index + "/" + made.name() + "/");
      List<String> links =
          Jsoup.parse(entrance.get(page).body(), page.toString())
              .select("a[href]")
              .eachAttr("abs:href");
      assertThat(links).isNotEmpty().allMatch(link -> link.startsWith(entrance.url() + "/"));
      JsonNode json =
          Http.json(entrance.get(page, "Accept", "application/vnd.pypi.simple.v1+json"));
      List<URI> files =
          StreamSupport.stream(json.path("files").spliterator(), false)
              .map(file -> page.resolve(file.path("url").asText()))
              .toList();
      assertThat(files)
          .hasSameSizeAs(links)
          .allMatch(file -> file.toString().startsWith(entrance.url() + "/"))
          .allMatch(file -> entrance.get(file).statusCode() == 200);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void statusAndTheHomePageSayThePublicAddress(boolean tls) {
    Entrance entrance = nginx.entrance(tls);
    assertThat(Http.json(entrance.get("/__api__/status")).path("address").asText())
        .isEqualTo(base(tls));
    assertThat(entrance.get("/").body()).contains(base(tls) + "/latest/simple/");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theApisPageFindsEverythingBesideIt(boolean tls) {
    Entrance entrance = nginx.entrance(tls);
    HttpResponse<String> page = entrance.get("/__api__/");
    assertThat(page.statusCode()).isEqualTo(200);
    List<String> parts =
        Jsoup.parse(page.body(), page.uri().toString()).select("script[src]").eachAttr("abs:src");
    assertThat(parts)
        .isNotEmpty()
        .allMatch(part -> entrance.get(URI.create(part)).statusCode() == 200);
    HttpResponse<String> refused = entrance.get("/__api__/v1/repos");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  private Finished upload(boolean tls, Package made) {
    Entrance entrance = nginx.entrance(tls);
    Distribution file = made.wheel(fixture.newFolder());
    return Twine.TWINE_7.upload(
        fixture.folder(), entrance.uploadUrl(), token(), entrance.environment(), file);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void pyPisJsonNamesFilesUnderThePublicAddress(boolean tls) {
    Entrance entrance = nginx.entrance(tls);
    Package made = Package.of(name("behind-json", tls), "1.0");
    fixture.publish(made);
    JsonNode json = Http.json(entrance.get("/pypi/" + made.name() + "/json"));
    String url = json.path("urls").path(0).path("url").asText();
    assertThat(url).startsWith(base(tls) + "/packages/");
    assertThat(entrance.get(url.substring(base(tls).length())).statusCode()).isEqualTo(200);
  }
}
