package dev.larder.e2e.access;

import java.util.Map;

/**
 * One route, of a repository of one kind, asked for by one role after the other.
 *
 * @param path with {@code {variable}} in the place of something
 * @param kind as people read it; empty where the route names no repository
 */
record Cell(String method, String path, Kind kind) {
  private static final String CALL =
      "<?xml version='1.0'?><methodCall><methodName>changelog_last_serial</methodName><params/></methodCall>";

  /** What the bodies of calls that change something say; the rest is asked with none. */
  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry("POST /__api__/v1/sources/{source}/remove", files("@1.0")),
          Map.entry("POST /__api__/v1/sources/{source}/restore", files("@1.0")),
          Map.entry("POST /__api__/v1/sources/{source}/yank", files("@1.0")),
          Map.entry("POST /__api__/v1/sources/{source}/unyank", files("@1.0")),
          Map.entry(
              "PATCH /__api__/v1/sources/{source}/projects/{project}", "{\"status\":\"active\"}"));

  private static String files(String scope) {
    return "{\"package\":\"access-corp\",\"scope\":\"" + scope + "\"}";
  }

  boolean namesARepository() {
    return path.contains("{repo}");
  }

  /** The status that somebody in a role is answered with. */
  int status(Scene scene, Role role) {
    prepare(scene, "/remove", "/restore");
    prepare(scene, "/restore", "/remove");
    prepare(scene, "/unyank", "/yank");
    if (method.equals("DELETE")) {
      scene.prepareTheDoomed();
    }
    boolean uploads = path.startsWith("/upload/") || path.endsWith("/files");
    return (uploads
            ? scene.upload(concrete(scene), scene.file, role)
            : scene.ask(method, concrete(scene), body(), role))
        .statusCode();
  }

  /** What is done to nothing is refused, whoever does it. */
  private void prepare(Scene scene, String verb, String opposite) {
    if (path.endsWith(verb)) {
      scene.ask("POST", concrete(scene).replace(verb, opposite), files("@1.0"), Role.ADMIN);
    }
  }

  private String body() {
    if (path.endsWith("/pypi")) {
      return CALL;
    }
    boolean takesOne = method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    return BODIES.getOrDefault(method + " " + path, takesOne ? "{}" : "");
  }

  private String concrete(Scene scene) {
    boolean ofDefault = !namesARepository() && !path.contains("{source}");
    var file = ofDefault && !path.startsWith("/__api__/") ? scene.fileOfDefault : scene.file;
    boolean doomed = method.equals("DELETE");
    Map<String, String> variables =
        Map.of(
            "{repo}",
            doomed ? Scene.DOOMED : kind.repository(),
            "{source}",
            doomed ? Scene.DOOMED : Scene.SOURCE,
            "{snapshot}",
            ofDefault ? "latest" : scene.serial(),
            "{project}",
            file.project(),
            "{version}",
            file.version(),
            "{key}",
            file.sha256(),
            "{file}",
            file.filename(),
            "{guid}",
            "00000000-0000-4000-8000-000000000000",
            "{name}",
            "nobody");
    String concrete = path;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      concrete = concrete.replace(variable.getKey(), variable.getValue());
    }
    if (concrete.contains("{")) {
      throw new AssertionError("no value for a variable of " + path);
    }
    return path.endsWith("/urls/explain") ? concrete + "?path=/main/latest/simple/" : concrete;
  }
}
