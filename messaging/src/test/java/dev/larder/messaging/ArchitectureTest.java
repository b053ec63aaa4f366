package dev.larder.messaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Redis is spoken to here, and nothing else; what travels over it knows nothing of it. */
@AnalyzeClasses(packages = "dev.larder.messaging", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule knowsRedisAlone =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.larder.messaging..",
              "dev.larder.service.flight..",
              "io.lettuce..",
              "io.netty.util..",
              "java..",
              "org.slf4j..");

  @ArchTest
  static final ArchRule keysAndEntriesKnowNoRedis =
      noClasses()
          .that()
          .haveNameMatching(".*\\.(Change|Fields|Found|Keys)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.lettuce..");
}
