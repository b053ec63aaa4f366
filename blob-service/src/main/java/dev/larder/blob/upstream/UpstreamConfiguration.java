package dev.larder.blob.upstream;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long upstreams are waited for.
 *
 * @param connectTimeout for a connection
 * @param idleTimeout for the next byte
 * @param headersTimeout for all headers of an answer, redirects included
 * @param tries how often a download is begun that breaks before its first byte
 */
@ConfigurationProperties("larder.upstream")
public record UpstreamConfiguration(
    @Bindable(defaultValue = "10s") Duration connectTimeout,
    @Bindable(defaultValue = "30s") Duration idleTimeout,
    @Bindable(defaultValue = "20s") Duration headersTimeout,
    @Bindable(defaultValue = "3") int tries) {}
