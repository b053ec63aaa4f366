package dev.larder.auth.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.auth.parts.FakeIndexService;
import dev.larder.auth.parts.RealRedis;
import dev.larder.auth.parts.RunningService;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptionTest {
  @TempDir private Path folder;

  @Test
  void everyCallIsDescribedEvenWhileKeycloakIsAway() {
    try (RealRedis redis = new RealRedis(folder);
        FakeIndexService index = new FakeIndexService();
        RunningService service = RunningService.start("http://127.0.0.1:1", redis, index)) {
      var answer = service.get("/internal/openapi");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.type()).startsWith("application/json");
      var document = answer.body();
      assertThat(document.path("openapi").asString()).startsWith("3.");
      var paths = document.path("paths");
      assertThat(paths.propertyNames())
          .containsExactlyInAnyOrder(
              "/__api__/v1/tokens",
              "/__api__/v1/tokens/revoke",
              "/__api__/v1/groups",
              "/__api__/v1/groups/{name}",
              "/__api__/v1/people",
              "/__api__/v1/people/bootstrap",
              "/__api__/v1/people/{name}",
              "/__api__/v1/publishers",
              "/__api__/v1/publishers/{guid}");
      var create = paths.path("/__api__/v1/tokens").path("post");
      assertThat(
              create.at("/requestBody/content/application~1json/schema/properties").propertyNames())
          .containsExactly("description", "scopes", "sources", "repos", "projects", "expires");
      assertThat(
              create
                  .at("/responses/201/content/application~1json/schema/properties")
                  .propertyNames())
          .containsExactly("guid", "token", "expires");
      var list = paths.path("/__api__/v1/tokens").path("get");
      assertThat(list.at("/parameters/0/name").asString()).isEqualTo("expired");
      assertThat(list.at("/parameters/1/name").asString()).isEqualTo("revoked");
      assertThat(
              list.at(
                      "/responses/200/content/application~1json/schema/properties/tokens/items"
                          + "/properties/expired/type")
                  .asString())
          .isEqualTo("boolean");
      var change = paths.path("/__api__/v1/people/{name}").path("patch");
      assertThat(change.at("/parameters/0/in").asString()).isEqualTo("path");
      assertThat(change.at("/parameters/0/name").asString()).isEqualTo("name");
      assertThat(paths.at("/~1__api__~1v1~1people/get/parameters").size()).isEqualTo(3);
      assertThat(paths.path("/__api__/v1/tokens/revoke").path("post").isMissingNode()).isFalse();
    }
  }

  @Test
  void aTypeThatNoRecordOfTheApiHasIsNotGuessed() {
    assertThatThrownBy(() -> Schema.of(Duration.class)).hasMessageContaining("has no schema");
  }
}
