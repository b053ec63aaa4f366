package dev.larder.outbound;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;

/** Shows a certificate to an upstream's own host and port alone, as with its other credentials. */
final class OwnHostKeys extends X509ExtendedKeyManager {
  private final X509ExtendedKeyManager keys;
  private final Optional<Origin> own;

  OwnHostKeys(X509ExtendedKeyManager keys, Optional<Origin> own) {
    this.keys = keys;
    this.own = own;
  }

  @Override
  public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
    return socket instanceof SSLSocket secure && isOwn(secure.getHandshakeSession())
        ? keys.chooseClientAlias(types, issuers, socket)
        : null;
  }

  private boolean isOwn(SSLSession session) {
    return own.filter(
            origin ->
                origin.scheme().equals("https")
                    && origin.host().equals(Hosts.plain(session.getPeerHost()))
                    && origin.port() == session.getPeerPort())
        .isPresent();
  }

  @Override
  public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
    return null;
  }

  @Override
  public String[] getClientAliases(String type, Principal[] issuers) {
    return keys.getClientAliases(type, issuers);
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return keys.getCertificateChain(alias);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return keys.getPrivateKey(alias);
  }

  @Override
  public String[] getServerAliases(String type, Principal[] issuers) {
    return null;
  }

  @Override
  public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
    return null;
  }
}
