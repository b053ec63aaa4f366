package dev.larder.auth.publisher;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.larder.auth.Outcome;
import dev.larder.auth.audit.Actor;
import dev.larder.auth.description.DescribedCall;
import dev.larder.auth.description.DescribedCalls;
import dev.larder.auth.http.Work;
import dev.larder.auth.owner.StillAdministrators;
import dev.larder.auth.realm.RealmFilter;
import dev.larder.service.spring.RefusedException;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The calls that make, list and delete trusted publishers. */
@Configuration(proxyBeanMethods = false)
class PublisherRoutes {

  private static final String ALL = "/__api__/v1/publishers";
  private static final String ONE = ALL + "/{guid}";

  private record PublisherList(List<Publishers.Shown> publishers) {}

  @Bean
  RouterFunction<ServerResponse> publisherCalls(
      Publishers publishers, RealmFilter realm, Work work, StillAdministrators still) {
    return route()
        .POST(
            ALL,
            request ->
                request
                    .bodyToMono(PublisherRequest.class)
                    .switchIfEmpty(Mono.error(new RefusedException(400, "the body is missing")))
                    .flatMap(
                        asked ->
                            work.answer(
                                request,
                                HttpStatus.CREATED,
                                () -> publishers.make(asked, Actor.of(request)))))
        .GET(
            ALL,
            request ->
                work.answer(
                    request,
                    HttpStatus.OK,
                    () -> Outcome.done(new PublisherList(publishers.list()))))
        .DELETE(
            ONE,
            request ->
                work.answer(
                    request,
                    HttpStatus.NO_CONTENT,
                    () -> publishers.delete(request.pathVariable("guid"), Actor.of(request))))
        .filter(realm::onlyOnceReady)
        .filter(still::only)
        .build();
  }

  @Bean
  DescribedCalls describedPublishers() {
    return new DescribedCalls(
        new DescribedCall(
            "post",
            ALL,
            "Let jobs of a CI system upload without a stored secret",
            PublisherRequest.class,
            HttpStatus.CREATED.value(),
            Publishers.Shown.class),
        new DescribedCall(
            "get",
            ALL,
            "List trusted publishers, oldest first",
            Void.class,
            HttpStatus.OK.value(),
            PublisherList.class),
        new DescribedCall(
            "delete",
            ONE,
            "Delete a trusted publisher; answered once the tokens that it gave are refused everywhere",
            Void.class,
            HttpStatus.NO_CONTENT.value(),
            Void.class));
  }
}
