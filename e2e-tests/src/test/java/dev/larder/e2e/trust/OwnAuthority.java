package dev.larder.e2e.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A certificate authority that nobody knows, and a server's certificate that it signed.
 *
 * @param ca the authority's certificate
 */
public record OwnAuthority(Path ca, Path certificate, Path key) {

  /** Makes both, PEM files in {@code folder}. */
  public static OwnAuthority in(Path folder, String host) {
    Path ca = folder.resolve("ca.pem");
    Path caKey = folder.resolve("ca-key.pem");
    Path certificate = folder.resolve("cert.pem");
    Path key = folder.resolve("key.pem");
    sign(caKey, ca, "larder-test-ca", List.of("-addext", "basicConstraints=critical,CA:TRUE"));
    sign(
        key,
        certificate,
        host,
        List.of(
            "-addext",
            "basicConstraints=critical,CA:FALSE",
            "-addext",
            "subjectAltName=DNS:%s,DNS:localhost".formatted(host),
            "-CA",
            ca.toString(),
            "-CAkey",
            caKey.toString()));
    return new OwnAuthority(ca, certificate, key);
  }

  private static void sign(Path key, Path certificate, String name, List<String> more) {
    Stream<String> request =
        Stream.of(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=" + name,
            "-keyout",
            key.toString(),
            "-out",
            certificate.toString());
    Finished finished =
        Program.asOnThisMachine(Stream.concat(request, more.stream()).toList()).run();
    assertThat(finished.succeeded()).as("%s", finished).isTrue();
  }
}
