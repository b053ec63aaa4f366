package dev.larder.stack.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a service is told of the configuration, in the variables that it reads. */
public final class ServiceVariables {
  private ServiceVariables() {}

  /** Those of one service; nothing stands there for what was not configured. */
  public static Map<String, String> of(String service, Configuration configuration) {
    Map<String, String> variables = new LinkedHashMap<>();
    switch (service) {
      case "gateway" -> {
        Configuration.Server server = configuration.server();
        server.address().ifPresent(at -> variables.put("LARDER_SERVER_ADDRESS", at.toString()));
        server
            .tls()
            .ifPresent(
                tls -> {
                  variables.put("LARDER_SERVER_TLS_CERT", tls.certificate().toString());
                  variables.put("LARDER_SERVER_TLS_KEY", tls.key().toString());
                });
        if (!server.trustedProxies().isEmpty()) {
          variables.put("LARDER_TRUSTED_PROXIES", String.join(",", server.trustedProxies()));
        }
        Configuration.Limit limit = configuration.limit();
        variables.put("LARDER_LIMIT_FAILED_SIGN_INS", "" + limit.failedSignIns());
        variables.put("LARDER_LIMIT_UPLOADS", "" + limit.uploads());
        variables.put("LARDER_LIMIT_UPLOADS_BY_ADDRESS", "" + limit.uploadsByAddress());
      }
      case "upload-service" -> {
        variables.put("LARDER_UPLOAD_MAX_FILE_SIZE", "" + configuration.upload().maxFileSize());
        variables.put("LARDER_UPLOAD_STALL", configuration.upload().stall());
        variables.put("LARDER_SWEEP_AGE", configuration.sweep().age());
        variables.put("LARDER_SWEEP_EVERY", configuration.sweep().every());
        configuration
            .upload()
            .trustRoot()
            .ifPresent(file -> variables.put("LARDER_UPLOAD_TRUST_ROOT", file.toString()));
        variables.put(
            "LARDER_AUTHENTICATION_API_TOKEN_AUTH",
            "" + configuration.authentication().apiTokenAuth());
      }
      case "auth-service" ->
          configuration
              .authentication()
              .oidc()
              .ifPresent(
                  oidc -> {
                    variables.put("LARDER_OIDC_ISSUER", oidc.issuer().toString());
                    variables.put("LARDER_OIDC_CLIENT_ID", oidc.clientId());
                    variables.put("LARDER_OIDC_CLIENT_SECRET", oidc.clientSecret());
                    variables.put("LARDER_OIDC_GROUPS", String.join(";", oidc.groups()));
                    variables.put("LARDER_OIDC_GROUPS_CLAIM", oidc.groupsClaim());
                    variables.put("LARDER_OIDC_SCOPES", oidc.scopes());
                  });
      case "blob-service" -> {
        variables.put("LARDER_CACHE_SIZE", "" + configuration.cache().size());
        configuration
            .blob()
            .storeSize()
            .ifPresent(bytes -> variables.put("LARDER_BLOB_STORE_SIZE", "" + bytes));
        outbound(variables, configuration);
      }
      case "sync-service" -> {
        variables.put("LARDER_SYNC_SCHEDULE", configuration.pypi().syncSchedule());
        variables.put("LARDER_SYNC_CONCURRENCY", "" + configuration.sync().concurrency());
        variables.put("LARDER_SYNC_RATE", "" + configuration.sync().rate());
        outbound(variables, configuration);
      }
      case "index-service" -> {
        variables.put("LARDER_FRESHNESS", configuration.pypi().freshness());
        variables.put("LARDER_PYPI_FORGET_AFTER", configuration.pypi().forgetAfter());
        variables.put("LARDER_PYPI_METADATA_RATE", "" + configuration.pypi().metadataRate());
        variables.put("LARDER_LIMIT_FIRST_LOOKS", "" + configuration.limit().firstLooks());
        variables.put("LARDER_LIMIT_DATED_NAMES", "" + configuration.limit().datedNames());
      }
      default -> {
        // the others have nothing of it
      }
    }
    return variables;
  }

  private static void outbound(Map<String, String> variables, Configuration configuration) {
    List<String> allow = configuration.outbound().allow();
    if (!allow.isEmpty()) {
      variables.put("LARDER_OUTBOUND_ALLOW", String.join(",", allow));
    }
  }
}
