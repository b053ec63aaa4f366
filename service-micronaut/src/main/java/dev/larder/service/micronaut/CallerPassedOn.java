package dev.larder.service.micronaut;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import io.micronaut.http.annotation.FilterMatcher;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** A client of another of Larder's services that is told who asks, and from where. */
@Documented
@FilterMatcher
@Retention(RUNTIME)
@Target(TYPE)
public @interface CallerPassedOn {}
