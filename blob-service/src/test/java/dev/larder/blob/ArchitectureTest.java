package dev.larder.blob;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.larder.architecture.Rules.httpOnlyIn;
import static dev.larder.architecture.Rules.noCycles;
import static dev.larder.architecture.Rules.noSql;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What folders may know of each other, of HTTP, of the store and of SQL. */
@AnalyzeClasses(packages = "dev.larder.blob", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest static final ArchRule foldersHaveNoCycles = noCycles("dev.larder.blob");

  @ArchTest
  static final ArchRule httpStaysAtTheEdge =
      httpOnlyIn(
          ".*(Calls|Controller|Configuration|Factory)",
          ".*\\.(store|upstream|wire)\\..*",
          ".*\\.location\\.IndexClient");

  @ArchTest static final ArchRule thereIsNoSql = noSql();

  @ArchTest
  static final ArchRule theStoresClientStaysInItsFolder =
      noClasses()
          .that()
          .resideOutsideOfPackage("..store..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.minio..");

  @ArchTest
  static final ArchRule whatDecidesKnowsNoFramework =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..arrival..",
              "..cache..",
              "..caller..",
              "..companion..",
              "..document..",
              "..fill..",
              "..found..",
              "..metadata..",
              "..owner..")
          .and()
          .haveNameNotMatching(".*(Configuration|Factory)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.micronaut.context..", "io.micronaut.http..", "io.netty..", "jakarta.inject..");
}
