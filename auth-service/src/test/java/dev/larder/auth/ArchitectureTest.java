package dev.larder.auth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.larder.architecture.Rules.httpOnlyIn;
import static dev.larder.architecture.Rules.noCycles;
import static dev.larder.architecture.Rules.noSql;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What folders may know of each other, of HTTP and of SQL. */
@AnalyzeClasses(packages = "dev.larder.auth", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest static final ArchRule foldersHaveNoCycles = noCycles("dev.larder.auth");

  @ArchTest
  static final ArchRule httpStaysAtTheEdge =
      httpOnlyIn(
          ".*(Calls|Filter|Routes)",
          ".*\\.Http[A-Z][^.]*",
          ".*\\.http\\..*",
          ".*\\.audit\\.Actor",
          ".*\\.caller\\.Callers",
          ".*\\.issuer\\.Fetcher",
          ".*\\.owner\\.StillAdministrators");

  @ArchTest static final ArchRule thereIsNoSql = noSql();

  @ArchTest
  static final ArchRule rulesKnowNoFramework =
      noClasses()
          .that()
          .haveNameMatching(
              ".*(Rules|\\.(Claims|Grant|IssuerKind|Lifespan|ProjectPattern|Rights|Role|Scope))(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.lettuce..", "jakarta..", "org.keycloak..", "org.springframework..", "reactor..");
}
