package dev.larder.auth.person;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are looked after.
 *
 * @param lookEvery how often it is looked who was barred or deleted elsewhere
 */
@ConfigurationProperties("larder.people")
public record PeopleSettings(@DefaultValue("5m") Duration lookEvery) {}
