package dev.larder.index.description;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DescriptionTest {
  private static Fixture fixture;
  private static Map<String, Object> document;

  @BeforeAll
  static void open() {
    fixture = Fixture.open();
    HttpResponse<String> response = fixture.get("/internal/openapi");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    document = Fixture.parse(response.body());
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> at(Object from, String... keys) {
    Object found = from;
    for (String key : keys) {
      found = ((Map<String, Object>) found).get(key);
    }
    return (Map<String, Object>) found;
  }

  private static Map<String, Map<String, Object>> calls() {
    Map<String, Map<String, Object>> calls = new TreeMap<>();
    at(document, "paths")
        .forEach(
            (path, methods) ->
                at(methods).forEach((method, call) -> calls.put(method + " " + path, at(call))));
    return calls;
  }

  @Test
  void everyCallOfAdministratorsIsDescribedAndNoOther() {
    assertThat((String) document.get("openapi")).startsWith("3.1");
    assertThat(calls().keySet())
        .containsExactlyInAnyOrder(
            "get /__api__/v1/repos",
            "post /__api__/v1/repos",
            "get /__api__/v1/repos/{name}",
            "patch /__api__/v1/repos/{name}",
            "delete /__api__/v1/repos/{name}",
            "post /__api__/v1/repos/{name}/sources",
            "put /__api__/v1/repos/{name}/sources",
            "delete /__api__/v1/repos/{name}/sources/{source}",
            "get /__api__/v1/repos/{name}/packages",
            "get /__api__/v1/repos/{name}/packages/count",
            "get /__api__/v1/sources",
            "post /__api__/v1/sources",
            "get /__api__/v1/sources/{name}",
            "patch /__api__/v1/sources/{name}",
            "delete /__api__/v1/sources/{name}",
            "get /__api__/v1/sources/{name}/packages",
            "get /__api__/v1/sources/{name}/packages/count",
            "post /__api__/v1/sources/{source}/claims",
            "post /__api__/v1/sources/{source}/releases",
            "post /__api__/v1/sources/{source}/remove",
            "post /__api__/v1/sources/{source}/restore",
            "post /__api__/v1/sources/{source}/yank",
            "post /__api__/v1/sources/{source}/unyank",
            "patch /__api__/v1/sources/{source}/projects/{project}",
            "get /__api__/v1/packages/{name}",
            "get /__api__/v1/log",
            "get /__api__/v1/urls",
            "get /__api__/v1/urls/explain",
            "get /__api__/v1/clock",
            "post /__api__/v1/clock/confirm");
  }

  @Test
  void everyCallHasASummaryAndANameOfItsOwn() {
    List<Object> names = new ArrayList<>();
    calls()
        .forEach(
            (call, description) -> {
              assertThat((String) description.get("summary")).as(call).endsWith(".");
              assertThat(at(description, "responses")).as(call).containsKey("default");
              names.add(description.get("operationId"));
            });
    assertThat(names).doesNotHaveDuplicates().allMatch(name -> !name.toString().contains("_"));
  }

  @Test
  void whatIsSentAndAnsweredIsDescribed() {
    Map<String, Object> create = calls().get("post /__api__/v1/repos");
    assertThat(at(create, "requestBody", "content", "application/json", "schema"))
        .containsEntry("$ref", "#/components/schemas/NewRepository");
    assertThat(at(create, "responses", "201", "content", "application/json", "schema"))
        .containsEntry("$ref", "#/components/schemas/RepositoryView");
    assertThat(at(calls().get("delete /__api__/v1/repos/{name}"), "responses"))
        .containsOnlyKeys("204", "default");
    Map<String, Object> edit = at(document, "components", "schemas", "RepositoryEdit");
    assertThat(at(edit, "properties"))
        .containsOnlyKeys("newName", "description", "hidden", "authenticated", "default");
    assertThat(at(document, "components", "schemas")).doesNotContainKey("Upload");
  }
}
