package dev.larder.sync;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.larder.architecture.Rules.httpOnlyIn;
import static dev.larder.architecture.Rules.noCycles;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What folders may know of each other, of HTTP and of SQL. */
@AnalyzeClasses(packages = "dev.larder.sync", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest static final ArchRule foldersHaveNoCycles = noCycles("dev.larder.sync");

  @ArchTest
  static final ArchRule httpStaysAtTheEdge =
      httpOnlyIn(
          ".*(Controller|Handler)",
          ".*\\.api\\.(SyncEvents|SyncRefusal)",
          ".*\\.catalogue\\.(IndexClient|IndexConfiguration)",
          ".*\\.describe\\.Descriptions",
          ".*\\.list\\.UpstreamList",
          ".*\\.store\\.Store(Configuration|Factory)",
          ".*\\.check\\.(IndexCheck|RootPage)",
          ".*\\.upstream\\.(HttpUpstream|PageClient)");

  /** Repositories have theirs in annotations. */
  @ArchTest
  static final ArchRule thereIsNoSqlInTheDomain =
      noClasses()
          .that()
          .resideOutsideOfPackage("..database..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..");

  @ArchTest
  static final ArchRule pagesAreReadWithoutAFramework =
      noClasses()
          .that()
          .resideInAPackage("..page..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micronaut..", "jakarta.inject..", "okhttp3..");
}
