package dev.larder.auth.group;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.larder.auth.Outcome;
import dev.larder.auth.caller.Callers;
import dev.larder.auth.description.DescribedCall;
import dev.larder.auth.http.Fields;
import dev.larder.auth.http.RefusedException;
import dev.larder.auth.http.Work;
import dev.larder.auth.realm.RealmKeeper;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The calls about groups. */
@Configuration(proxyBeanMethods = false)
class GroupRoutes {

  private static final String ALL = "/__api__/groups";
  private static final String ONE = ALL + "/{name}";

  private record Shown(List<Groups.Shown> groups) {}

  private record NewGroup(String name, String role, List<String> repos, List<String> sources) {}

  private record Change(String role, List<String> repos, List<String> sources) {}

  @Bean
  RouterFunction<ServerResponse> groupCalls(Groups groups, RealmKeeper realm, Work work) {
    return route()
        .GET(
            ALL,
            request ->
                work.answer(request, HttpStatus.OK, () -> Outcome.done(new Shown(groups.list()))))
        .POST(
            ALL,
            request ->
                Fields.of(request, "name", "role", "repos", "sources")
                    .flatMap(
                        fields -> {
                          String name = fields.needed("name");
                          var wish = wish(fields);
                          return work.answer(
                              request, HttpStatus.CREATED, () -> groups.create(name, wish));
                        }))
        .PATCH(
            ONE,
            request ->
                Fields.of(request, "role", "repos", "sources")
                    .flatMap(
                        fields -> {
                          String name = request.pathVariable("name");
                          var wish = wish(fields);
                          return fields.isEmpty()
                              ? Mono.error(nothing(name))
                              : work.answer(
                                  request, HttpStatus.OK, () -> groups.change(name, wish));
                        }))
        .DELETE(
            ONE,
            request ->
                work.answer(
                    request,
                    HttpStatus.NO_CONTENT,
                    () ->
                        Outcome.then(
                            groups.delete(request.pathVariable("name")),
                            _ -> Outcome.done(Work.NoContent.DONE))))
        .filter(realm::onlyOnceReady)
        .filter(Callers::onlyAdministrators)
        .build();
  }

  private static RefusedException nothing(String name) {
    return new RefusedException(
        400, "say what to change about group '%s': role, repos or sources".formatted(name));
  }

  private static Groups.Wish wish(Fields fields) {
    return new Groups.Wish(fields.text("role"), fields.texts("repos"), fields.texts("sources"));
  }

  @Bean
  DescribedCall describedGroups() {
    return call("get", ALL, "List groups", Void.class, HttpStatus.OK, Shown.class);
  }

  @Bean
  DescribedCall describedGroupCreation() {
    return call(
        "post",
        ALL,
        "Make a group of people: role reader, publisher or admin",
        NewGroup.class,
        HttpStatus.CREATED,
        Groups.Shown.class);
  }

  @Bean
  DescribedCall describedGroupChange() {
    return call(
        "patch",
        ONE,
        "Change a group; what isn't named stays",
        Change.class,
        HttpStatus.OK,
        Groups.Shown.class);
  }

  @Bean
  DescribedCall describedGroupDeletion() {
    return call("delete", ONE, "Delete a group", Void.class, HttpStatus.NO_CONTENT, Void.class);
  }

  private static DescribedCall call(
      String method, String path, String summary, Class<?> body, HttpStatus done, Class<?> answer) {
    return new DescribedCall(method, path, summary, Map.of(), body, done.value(), answer);
  }
}
