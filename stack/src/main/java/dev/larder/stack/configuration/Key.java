package dev.larder.stack.configuration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Everything that can be configured: what it is called, what it is by default, what it means. */
public enum Key {
  AUTHENTICATION_API_TOKEN_AUTH(
      "authentication.api-token-auth", "on", "Whether uploads by token are taken: `on` or `off`."),
  AUTHENTICATION_OIDC_ISSUER(
      "authentication.oidc.issuer",
      "",
      "A company's own OpenID provider, by which people may sign in too: its issuer URL. This, the id and the secret together or none."),
  AUTHENTICATION_OIDC_CLIENT_ID(
      "authentication.oidc.client-id", "", "What that provider calls this server."),
  AUTHENTICATION_OIDC_CLIENT_SECRET(
      "authentication.oidc.client-secret",
      "",
      "What this server proves itself with to that provider. Better in the variable than in a file that others read."),
  AUTHENTICATION_OIDC_GROUPS(
      "authentication.oidc.groups",
      "",
      "Whose people of that provider are whose here: `company-group=larder-group`, a list, in the variable with semicolons. At each sign-in people join those that they are in there and leave those that they aren't."),
  AUTHENTICATION_OIDC_GROUPS_CLAIM(
      "authentication.oidc.groups-claim",
      "groups",
      "The claim in which that provider lists a person's groups."),
  AUTHENTICATION_OIDC_SCOPES(
      "authentication.oidc.scopes",
      "openid profile email",
      "What is asked of that provider; some give groups for a scope `groups` only."),
  BLOB_STORE_SIZE(
      "blob.store-size",
      "",
      "How much of the object store mirrored files may take: bytes, or with a unit, `500GiB`; without it, any. What wasn't used for longest goes, looked for once an hour, and is fetched again when it is wanted. Uploads don't count and never go."),
  CACHE_SIZE(
      "cache.size",
      "20GiB",
      "How much of the disk mirrored and uploaded files may take as a cache: bytes, or with a unit, `500MiB`."),
  LIMIT_DATED_NAMES(
      "limit.dated-names",
      "100000",
      "Of how many names of a mirror at most is kept that it hadn't them when a dated page was asked for; such pages of more unknown names are answered 429 until a synchronization makes room. 0: no limit."),
  LIMIT_FAILED_SIGN_INS(
      "limit.failed-sign-ins",
      "300",
      "How often a minute one address may fail to sign in before it is answered 429; 0: no limit, here and in the next three. Behind a proxy these need `server.trusted-proxies`, or all clients count as one address."),
  LIMIT_FIRST_LOOKS(
      "limit.first-looks",
      "6000",
      "How many names that nobody has asked for before one address (IPv6: a network, /64) may ask upstreams for in a minute before it is answered 429."),
  LIMIT_UPLOADS("limit.uploads", "3000", "How many uploads a minute are taken with one token."),
  LIMIT_UPLOADS_BY_ADDRESS(
      "limit.uploads-by-address", "6000", "How many uploads a minute are taken from one address."),
  OUTBOUND_ALLOW(
      "outbound.allow",
      "",
      "Hosts inside your network that any upstream may lead to, beside its own: a host, `host:port`, `*.corp`, or a network such as `10.1.0.0/16`, a list. What only one source's upstream may lead to is better said there, by `--allow`."),
  PYPI_FORGET_AFTER(
      "pypi.forget-after",
      "24h",
      "How long after it was last asked for a name that no upstream has is forgotten, unless a dated page rests on it: `1m` at least."),
  PYPI_FRESHNESS(
      "pypi.freshness",
      "10m",
      "How old the knowledge of a project may be before the upstream is asked first: a number with `ms`, `s`, `m`, `h` or `d`."),
  PYPI_METADATA_RATE(
      "pypi.metadata-rate",
      "10",
      "Of how many projects a second it is read in the background what pages don't say (summary, license, author, keywords, dependencies): one small file of the upstream each. 0: of none; such things stay unknown. `1000` at most."),
  PYPI_SYNC_SCHEDULE(
      "pypi.sync-schedule",
      "0 1 * * *",
      "When mirrors that were synchronized once are synchronized again: a cron expression in UTC, or `never`. A mirror's own, by `larder edit source --schedule`, goes before it."),
  PYPI_UPSTREAMS(
      "pypi.upstreams",
      "PyPI",
      "Where public packages come from, as `--upstream`: URLs, folders or `pip`, a list. Counts at the first start only."),
  SERVER_ADDRESS(
      "server.address",
      "",
      "The public address, where a proxy stands before the server or the host has a name: `https://host/rspm`. Without it, what each request says."),
  SERVER_HOST(
      "server.host",
      "127.0.0.1",
      "The address that is listened on; `0.0.0.0` opens the server to other machines."),
  SERVER_PORT("server.port", "4242", "The one port that is opened."),
  SERVER_TLS_CERT(
      "server.tls-cert",
      "",
      "A PEM file: the certificate, and those that lead to its authority. With it the server speaks https. A renewed one is taken up without a restart."),
  SERVER_TLS_KEY("server.tls-key", "", "A PEM file: the certificate's private key, not encrypted."),
  SERVER_TRUSTED_PROXIES(
      "server.trusted-proxies",
      "",
      "Whose `X-Forwarded-Proto`, `-Host` and `-Prefix` are believed: addresses or blocks such as `10.0.0.0/8`, a list. Others' are ignored; the log says once whose."),
  SWEEP_AGE(
      "sweep.age",
      "7d",
      "How old what an upload left behind, cut or refused, must be to be deleted: `48h` at least."),
  SWEEP_EVERY("sweep.every", "24h", "How often it is looked for such things: `1m` at least."),
  SYNC_CONCURRENCY(
      "sync.concurrency",
      "16",
      "How many pages a synchronization asks an upstream for at once: `1` to `64`."),
  SYNC_RATE(
      "sync.rate",
      "0",
      "How many pages a second a synchronization asks for at most; 0: as many as that concurrency gives."),
  UPLOAD_MAX_FILE_SIZE(
      "upload.max-file-size",
      "5GiB",
      "The largest file that may be uploaded: bytes, or with a unit."),
  UPLOAD_STALL(
      "upload.stall", "60s", "How long an upload may send nothing before it is answered 408."),
  UPLOAD_TRUST_ROOT(
      "upload.trust-root",
      "",
      "A Sigstore `trusted_root.json`: whose attestations uploads may carry. Without it, those of Sigstore's public instance.");

  private final String text;
  private final String usual;
  private final String meaning;

  Key(String text, String usual, String meaning) {
    this.text = text;
    this.usual = usual;
    this.meaning = meaning;
  }

  /** As it stands in the file: {@code server.tls-cert}. */
  public String text() {
    return text;
  }

  /** What holds when nothing is said; empty for nothing. */
  public String usual() {
    return usual;
  }

  /** What it does, in Markdown. */
  public String meaning() {
    return meaning;
  }

  /** The environment variables that say the same, the first of them its own. */
  public List<String> variables() {
    String own = "LARDER_" + text.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    return switch (this) {
      case SERVER_TRUSTED_PROXIES -> List.of(own, "LARDER_TRUSTED_PROXIES");
      case PYPI_FRESHNESS -> List.of(own, "LARDER_FRESHNESS");
      case PYPI_SYNC_SCHEDULE -> List.of(own, "LARDER_SYNC_SCHEDULE");
      case PYPI_UPSTREAMS -> List.of(own, "LARDER_UPSTREAMS");
      case AUTHENTICATION_OIDC_ISSUER -> List.of(own, "LARDER_OIDC_ISSUER");
      case AUTHENTICATION_OIDC_CLIENT_ID -> List.of(own, "LARDER_OIDC_CLIENT_ID");
      case AUTHENTICATION_OIDC_CLIENT_SECRET -> List.of(own, "LARDER_OIDC_CLIENT_SECRET");
      case AUTHENTICATION_OIDC_GROUPS -> List.of(own, "LARDER_OIDC_GROUPS");
      case AUTHENTICATION_OIDC_GROUPS_CLAIM -> List.of(own, "LARDER_OIDC_GROUPS_CLAIM");
      case AUTHENTICATION_OIDC_SCOPES -> List.of(own, "LARDER_OIDC_SCOPES");
      default -> List.of(own);
    };
  }

  /** The key of that name. */
  static Optional<Key> of(String text) {
    return Arrays.stream(values()).filter(key -> key.text.equals(text)).findFirst();
  }

  /** What somebody probably meant. */
  static Key nearest(String text) {
    return Arrays.stream(values())
        .min(Comparator.comparingInt(key -> distance(key.text, text)))
        .orElseThrow();
  }

  /** How many letters differ (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
