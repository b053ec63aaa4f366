package dev.larder.auth.person;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.larder.auth.Outcome;
import dev.larder.auth.audit.Actor;
import dev.larder.auth.caller.Callers;
import dev.larder.auth.description.DescribedCall;
import dev.larder.auth.description.DescribedCalls;
import dev.larder.auth.http.Fields;
import dev.larder.auth.http.Work;
import dev.larder.auth.owner.StillAdministrators;
import dev.larder.auth.realm.RealmFilter;
import dev.larder.service.spring.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The calls about people. */
@Configuration(proxyBeanMethods = false)
class PersonRoutes {

  private static final String ALL = "/__api__/v1/people";
  private static final String ONE = ALL + "/{name}";
  private static final String BOOTSTRAP = ALL + "/bootstrap";
  private static final int USUAL = 100;
  private static final int MOST = 1000;

  private record NewPerson(String name, String email, List<String> groups) {}

  private record FirstPerson(String name, String email) {}

  private record Change(
      String email, List<String> groups, boolean enabled, boolean resetPassword) {}

  @Bean
  RouterFunction<ServerResponse> personCalls(
      People people, RealmFilter realm, Work work, StillAdministrators still) {
    return route()
        .GET(
            ALL,
            request -> {
              int limit = limit(request);
              return work.answer(
                  request,
                  HttpStatus.OK,
                  () ->
                      Outcome.done(
                          people.list(given(request, "search"), given(request, "after"), limit)));
            })
        .POST(
            BOOTSTRAP,
            request ->
                Fields.of(request, "name", "email")
                    .flatMap(
                        fields -> {
                          String name = fields.needed("name");
                          var email = fields.text("email");
                          return work.answer(
                              request,
                              HttpStatus.CREATED,
                              () -> people.bootstrap(name, email, Actor.of(request)));
                        }))
        .POST(
            ALL,
            request ->
                Fields.of(request, "name", "email", "groups")
                    .flatMap(
                        fields -> {
                          String name = fields.needed("name");
                          var email = fields.text("email");
                          List<String> groups = fields.texts("groups").orElse(List.of());
                          return work.answer(
                              request,
                              HttpStatus.CREATED,
                              () -> people.create(name, email, groups, Actor.of(request)));
                        }))
        .PATCH(
            ONE,
            request -> {
              String name = request.pathVariable("name");
              return Fields.ofChange(
                      request,
                      "person '%s'".formatted(name),
                      "email",
                      "groups",
                      "enabled",
                      "resetPassword")
                  .flatMap(
                      fields -> {
                        var edit = edit(fields);
                        return work.answer(
                            request,
                            HttpStatus.OK,
                            () -> people.change(name, edit, Actor.of(request)));
                      });
            })
        .DELETE(
            ONE,
            request ->
                work.answer(
                    request,
                    HttpStatus.NO_CONTENT,
                    () -> people.delete(request.pathVariable("name"), Actor.of(request))))
        .filter(realm::onlyOnceReady)
        .filter(Callers::onlyAdministrators)
        .filter(still::only)
        .build();
  }

  private static Optional<String> given(ServerRequest request, String name) {
    return request.queryParam(name).filter(text -> !text.isBlank());
  }

  private static int limit(ServerRequest request) {
    Optional<String> text = given(request, "limit");
    if (text.isEmpty()) {
      return USUAL;
    }
    if (!text.get().matches("[1-9][0-9]{0,3}") || Integer.parseInt(text.get()) > MOST) {
      throw new RefusedException(
          400, "limit '%s' is not a number from 1 to %d".formatted(text.get(), MOST));
    }
    return Integer.parseInt(text.get());
  }

  private static PersonEdit edit(Fields fields) {
    return new PersonEdit(
        fields.has("email") ? Optional.of(fields.text("email").orElse("")) : Optional.empty(),
        fields.texts("groups"),
        fields.flag("enabled"),
        fields.flag("resetPassword").orElse(false));
  }

  @Bean
  DescribedCalls describedPeople() {
    return new DescribedCalls(
        new DescribedCall(
            "get",
            ALL,
            "List people by name, those whose names or e-mail addresses begin with search",
            new TreeMap<>(Map.of("search", List.of(), "after", List.of(), "limit", List.of())),
            Void.class,
            HttpStatus.OK.value(),
            People.Page.class),
        new DescribedCall(
            "post",
            ALL,
            "Make a person; the password, shown this once, must be changed at the first sign-in",
            NewPerson.class,
            HttpStatus.CREATED.value(),
            People.WithPassword.class),
        new DescribedCall(
            "post",
            BOOTSTRAP,
            "Make the first administrator; refused once there is one",
            FirstPerson.class,
            HttpStatus.CREATED.value(),
            People.WithPassword.class),
        new DescribedCall(
            "patch",
            ONE,
            "Change a person; what isn't named stays",
            Change.class,
            HttpStatus.OK.value(),
            People.WithPassword.class),
        new DescribedCall(
            "delete",
            ONE,
            "Delete a person, and end the tokens that they made",
            Void.class,
            HttpStatus.NO_CONTENT.value(),
            Void.class));
  }
}
