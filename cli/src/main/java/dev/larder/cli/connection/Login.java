package dev.larder.cli.connection;

import java.time.Instant;

/**
 * Somebody who is signed in.
 *
 * @param address the server that they signed in to
 * @param accessToken what calls carry
 * @param expires when that ends
 * @param refreshToken what a new one is had for
 */
public record Login(
    String address, String name, String accessToken, Instant expires, String refreshToken) {}
