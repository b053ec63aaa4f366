package dev.larder.e2e.person;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.CookieStore;
import java.net.HttpCookie;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jsoup.Connection;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;

/** Somebody in front of a page, as far as forms and cookies go. */
final class Browser {
  private final Connection session =
      Jsoup.newSession()
          .cookieStore(new OfThisMachine())
          .timeout(Math.toIntExact(Duration.ofMinutes(1).toMillis()));
  private Document page = new Document("");

  /** Opens a page, wherever that leads. */
  Browser open(String url) throws IOException {
    page = session.newRequest(url).get();
    return this;
  }

  /** Follows the link that leads to such a path. */
  Browser click(String path) throws IOException {
    return open(page.expectFirst("a[href*=" + path + "]").absUrl("href"));
  }

  /** Fills in the form of the page and sends it. */
  Browser submit(Map<String, String> values) throws IOException {
    FormElement form = (FormElement) page.expectFirst("form");
    Connection request =
        session
            .newRequest(form.absUrl("action"))
            .method(Connection.Method.POST)
            .data(form.formData());
    values.forEach(
        (name, value) -> {
          Connection.KeyVal known = request.data(name);
          if (known == null) {
            request.data(name, value);
          } else {
            known.value(value);
          }
        });
    page = request.execute().parse();
    return this;
  }

  /** What the page says. */
  String text() {
    return page.text();
  }

  /** Keeps cookies marked as secure for plain http too, as browsers do for this very machine. */
  private static final class OfThisMachine implements CookieStore {
    private final CookieStore kept =
        new CookieManager(null, CookiePolicy.ACCEPT_ALL).getCookieStore();

    @Override
    public void add(URI uri, HttpCookie cookie) {
      cookie.setSecure(false);
      kept.add(uri, cookie);
    }

    @Override
    public List<HttpCookie> get(URI uri) {
      return kept.get(uri);
    }

    @Override
    public List<HttpCookie> getCookies() {
      return kept.getCookies();
    }

    @Override
    public List<URI> getURIs() {
      return kept.getURIs();
    }

    @Override
    public boolean remove(URI uri, HttpCookie cookie) {
      return kept.remove(uri, cookie);
    }

    @Override
    public boolean removeAll() {
      return kept.removeAll();
    }
  }
}
