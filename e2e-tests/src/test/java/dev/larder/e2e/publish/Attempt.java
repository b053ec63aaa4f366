package dev.larder.e2e.publish;

import java.util.Map;
import java.util.Optional;

/** One upload: of what the project has, by that form. */
record Attempt(Project project, Form form, String url, Optional<String> token) {
  static final String USER = "__token__";

  /** The wheel, as it is typed in the project's folder. */
  String wheel() {
    return "dist/%s-%s-py3-none-any.whl"
        .formatted(project.made().module(), project.made().version());
  }

  /** The variables of a client whose password is asked for by these names, if there is one. */
  Map<String, String> variables(String user, String password) {
    return token.map(value -> Map.of(user, USER, password, value)).orElse(Map.of());
  }

  /** Keeps the token, if there is one, in the developer's keyring. */
  Map<String, String> keyring(String service) {
    return token.map(value -> project.keyring(service, USER, value)).orElseGet(project::keyring);
  }

  /** Lines that tell who uploads, of a file in which a text stands as {@code name = "text"}. */
  String lines(String user, String password) {
    return token
        .map(value -> "%s = \"%s\"\n%s = \"%s\"\n".formatted(user, USER, password, value))
        .orElse("");
  }
}
