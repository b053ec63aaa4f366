package dev.larder.e2e.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.LarderServer;
import dev.larder.e2e.upstream.Upstream;
import dev.larder.e2e.upstream.UpstreamFile;
import dev.larder.e2e.wheel.Package;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;

/** An upstream of the outside that a server mirrors, and what must go through the proxy then. */
public final class Outside {
  private final Path folder;
  private final Upstream upstream;
  private final ForwardProxy proxy;
  private final LarderServer larder;

  /**
   * An outside beyond this proxy.
   *
   * @param folder for what is made
   */
  public Outside(Path folder, Upstream upstream, ForwardProxy proxy, LarderServer larder) {
    this.folder = folder;
    this.upstream = upstream;
    this.proxy = proxy;
    this.larder = larder;
  }

  /** Makes a source and a repository of that name; more flags for the source may follow. */
  public Finished mirror(String name, String url, String... flags) {
    var source =
        new ArrayList<>(
            List.of("create", "source", "--name=" + name, "--type=pypi", "--url=" + url));
    source.addAll(List.of(flags));
    Finished made = larder.larder(source.toArray(String[]::new));
    assertThat(made.succeeded()).as("%s", made).isTrue();
    Finished repo = larder.larder("create", "repo", "--name=" + name, "--sources=" + name);
    assertThat(repo.succeeded()).as("%s", repo).isTrue();
    return made;
  }

  /** The page of a project in that repository. */
  public String page(String repo, String project) {
    return "%s/%s/latest/simple/%s/".formatted(larder.url(), repo, project);
  }

  /**
   * Publishes a package there, and it can be installed: page, metadata and file come from there.
   */
  public void isInstalledFrom(String repo, String project) {
    Package made = Package.of(project, "1.0");
    upstream.project(project).inHtmlOnly();
    UpstreamFile file = upstream.publish(made.wheel(folder));
    HttpResponse<String> page = Http.get(page(repo, project));
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    String link = Jsoup.parse(page.body()).select("a[href]").attr("href").replaceFirst("#.*", "");
    URI url = URI.create(page(repo, project)).resolve(link);
    HttpResponse<String> metadata = Http.get(url + ".metadata");
    assertThat(metadata.statusCode()).as(metadata.body()).isEqualTo(200);
    assertThat(metadata.body()).isEqualTo(file.distribution().metadata());

    Installation installed =
        Installer.PIP_26.install(
            folder, "%s/%s/latest/simple/".formatted(larder.url(), repo), project);

    assertThat(installed.succeeded()).as("%s", installed).isTrue();
    assertThat(installed.says(made)).isEqualTo(made.says());
    for (String path : List.of(file.path(), file.path() + ".metadata")) {
      assertThat(upstream.gets(path)).as(path).isPositive();
    }
  }

  /** What the proxy was asked for of a host. */
  public List<String> asked(String host) {
    return proxy.asked().stream().filter(one -> one.contains(" " + host)).toList();
  }
}
