package dev.larder.cli.person;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.Answer;
import dev.larder.cli.output.Lines;
import dev.larder.cli.output.Names;
import dev.larder.cli.session.Session;
import java.util.List;

/** A person, as others see them. */
final class PersonLines {
  private static final String NOTICE =
      "Hand the password over now, since you will not be able to retrieve it later; it must be"
          + " changed at the first sign-in.";

  private PersonLines() {}

  /** Shows a person; the password, if there is a new one, with a notice that it is shown once. */
  static int show(Session session, Answer answer) {
    return session.show(
        answer,
        person -> {
          lines(person).forEach(session.console()::result);
          if (person.hasNonNull("password")) {
            session.console().message(NOTICE);
          }
        });
  }

  private static List<String> lines(JsonNode person) {
    return new Lines()
        .add("Person: " + person.path("name").asText())
        .fact("E-mail", person.path("email"))
        .fact("Groups", person.path("groups"))
        .fact("Enabled", Names.yesOrNo(person.path("enabled")))
        .fact("Password", person.path("password"))
        .list();
  }
}
