package dev.larder.auth.group;

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
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The calls about groups. */
@Configuration(proxyBeanMethods = false)
class GroupRoutes {

  private static final String ALL = "/__api__/v1/groups";
  private static final String ONE = ALL + "/{name}";

  private record Shown(List<Groups.Shown> groups) {}

  private record NewGroup(String name, String role, List<String> repos, List<String> sources) {}

  private record Change(String role, List<String> repos, List<String> sources) {}

  @Bean
  RouterFunction<ServerResponse> groupCalls(
      Groups groups, RealmFilter realm, Work work, StillAdministrators still) {
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
                          var edit = edit(fields);
                          return work.answer(
                              request,
                              HttpStatus.CREATED,
                              () -> groups.create(name, edit, Actor.of(request)));
                        }))
        .PATCH(
            ONE,
            request -> {
              String name = request.pathVariable("name");
              return Fields.ofChange(
                      request, "group '%s'".formatted(name), "role", "repos", "sources")
                  .flatMap(
                      fields -> {
                        var edit = edit(fields);
                        return work.answer(
                            request,
                            HttpStatus.OK,
                            () -> groups.change(name, edit, Actor.of(request)));
                      });
            })
        .DELETE(
            ONE,
            request ->
                work.answer(
                    request,
                    HttpStatus.NO_CONTENT,
                    () -> groups.delete(request.pathVariable("name"), Actor.of(request))))
        .filter(realm::onlyOnceReady)
        .filter(Callers::onlyAdministrators)
        .filter(still::only)
        .build();
  }

  private static Groups.Edit edit(Fields fields) {
    return new Groups.Edit(fields.text("role"), fields.texts("repos"), fields.texts("sources"));
  }

  @Bean
  DescribedCalls describedGroups() {
    return new DescribedCalls(
        new DescribedCall(
            "get", ALL, "List groups", Void.class, HttpStatus.OK.value(), Shown.class),
        new DescribedCall(
            "post",
            ALL,
            "Make a group of people: role reader, publisher or admin",
            NewGroup.class,
            HttpStatus.CREATED.value(),
            Groups.Shown.class),
        new DescribedCall(
            "patch",
            ONE,
            "Change a group; what isn't named stays",
            Change.class,
            HttpStatus.OK.value(),
            Groups.Shown.class),
        new DescribedCall(
            "delete",
            ONE,
            "Delete a group",
            Void.class,
            HttpStatus.NO_CONTENT.value(),
            Void.class));
  }
}
