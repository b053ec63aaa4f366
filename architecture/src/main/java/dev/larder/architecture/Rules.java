package dev.larder.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.or;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.net.HttpURLConnection;

/** Rules that modules share. */
public final class Rules {
  private static final DescribedPredicate<JavaClass> HTTP =
      or(
          type(HttpURLConnection.class),
          resideInAnyPackage(
              "com.sun.net.httpserver..",
              "io.micronaut.http..",
              "java.net.http..",
              "okhttp3..",
              "org.springframework.http..",
              "org.springframework.web.."));

  private Rules() {}

  /**
   * Folders depend on each other in one direction only; the classes beside them, where the module
   * starts, count as one more.
   *
   * @param root the module's package
   */
  public static ArchRule noCycles(String root) {
    return slices().assignedFrom(new Folders(root)).should().beFreeOfCycles();
  }

  /**
   * Types of HTTP, of servers and of clients, stay in some classes.
   *
   * @param edge their full names, regular expressions; what is nested in them, or made of them by
   *     an annotation processor, is of them
   */
  public static ArchRule httpOnlyIn(String... edge) {
    return noClasses()
        .that()
        .haveNameNotMatching("(?:%s)(?:\\$.*)?".formatted(String.join("|", edge)))
        .should()
        .dependOnClassesThat(HTTP);
  }

  /** There is no SQL. */
  public static ArchRule noSql() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "io.micronaut.data..");
  }

  private record Folders(String root) implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String name = type.getPackageName();
      if (name.equals(root)) {
        return SliceIdentifier.of("(start)");
      }
      return name.startsWith(root + ".")
          ? SliceIdentifier.of(name.substring(root.length() + 1).split("\\.")[0])
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "folders of " + root;
    }
  }
}
