package dev.larder.index.xmlrpc;

import dev.larder.index.access.RequestContext;
import dev.larder.index.memory.Memory;
import dev.larder.index.page.Coding;
import dev.larder.index.page.PageAnswers;
import dev.larder.index.page.PagePath;
import dev.larder.index.page.ReadRefusals;
import dev.larder.index.page.SnapshotLookup;
import dev.larder.index.page.SnapshotLookup.RepositorySnapshot;
import dev.larder.index.page.SnapshotPath;
import dev.larder.memory.ByteBudget;
import dev.larder.service.micronaut.Refusals;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.annotation.Nullable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** PyPI's XML-RPC, at every snapshot (RXML-1). */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class XmlRpcController {
  private static final int LONGEST = 64 << 10;

  private final XmlRpc methods;
  private final SnapshotLookup lookup;
  private final Memory memory;

  XmlRpcController(XmlRpc methods, SnapshotLookup lookup, Memory memory) {
    this.methods = methods;
    this.lookup = lookup;
    this.memory = memory;
  }

  @Post(
      uris = {"/pypi", "/{snapshot:[^/]+}/pypi", "/{repository}/{snapshot:[^/]+}/pypi"},
      consumes = MediaType.ALL,
      produces = MediaType.ALL)
  HttpResponse<?> call(HttpRequest<?> request, @Body @Nullable byte[] body) throws IOException {
    List<String> parts = PagePath.parts(request.getUri().getRawPath());
    SnapshotPath name = SnapshotPath.before(parts.size() - 1, parts);
    SnapshotLookup.Result result =
        lookup.find(RequestContext.of(request), name.repository(), name.snapshot());
    Optional<MutableHttpResponse<?>> refusal =
        ReadRefusals.refusal(request, name.repository(), result);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (body != null && body.length > LONGEST) {
      return Refusals.of(
          request,
          HttpStatus.REQUEST_ENTITY_TOO_LARGE,
          "A call may have %d bytes at most".formatted(LONGEST));
    }
    return switch (result) {
      case SnapshotLookup.NotFound notFound ->
          Refusals.of(request, HttpStatus.NOT_FOUND, notFound.line());
      case RepositorySnapshot snapshot ->
          answer(request, answer(snapshot, body == null ? new byte[0] : body));
    };
  }

  private XmlRpcAnswer answer(RepositorySnapshot snapshot, byte[] body) {
    try {
      return methods.answer(snapshot, XmlRpcCall.parse(body));
    } catch (XmlRpcCall.Broken broken) {
      return new XmlRpcAnswer.Refused(Fault.broken(broken.getMessage()));
    }
  }

  private HttpResponse<?> answer(HttpRequest<?> request, XmlRpcAnswer answer) throws IOException {
    Coding coding = PageAnswers.coding(request);
    ByteBudget.Share share = memory.take(answer.room());
    return PageAnswers.typed(
            HttpResponse.ok(new XmlRpcStream(answer, coding, share)),
            "text/xml; charset=utf-8",
            coding)
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
