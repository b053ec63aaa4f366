package dev.larder.upload;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.larder.architecture.Rules.httpOnlyIn;
import static dev.larder.architecture.Rules.noCycles;
import static dev.larder.architecture.Rules.noSql;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What folders may know of each other, of HTTP, of the store and of SQL. */
@AnalyzeClasses(packages = "dev.larder.upload", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest static final ArchRule foldersHaveNoCycles = noCycles("dev.larder.upload");

  @ArchTest
  static final ArchRule httpStaysAtTheEdge =
      httpOnlyIn(
          ".*(Calls|Controller|Configuration|Factory|Answers|MisplacedUploads)",
          ".*\\.catalogue\\.IndexClient",
          ".*\\.storage\\..*");

  @ArchTest static final ArchRule thereIsNoSql = noSql();

  @ArchTest
  static final ArchRule theStoresClientStaysInItsFolder =
      noClasses()
          .that()
          .resideOutsideOfPackage("..storage..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.minio..");

  @ArchTest
  static final ArchRule whatReadsKnowsNoFramework =
      noClasses()
          .that()
          .resideInAnyPackage("..form..", "..signature..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.micronaut.context..", "io.micronaut.http..", "io.netty..", "jakarta.inject..");
}
