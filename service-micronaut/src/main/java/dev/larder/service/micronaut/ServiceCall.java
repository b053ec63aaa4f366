package dev.larder.service.micronaut;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import io.micronaut.http.annotation.FilterMatcher;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * A client of another of Larder's services: its calls carry the secret, and the id of the request
 * that they are made for. No client of anything else may have it.
 */
@Documented
@FilterMatcher
@Retention(RUNTIME)
@Target(TYPE)
public @interface ServiceCall {}
