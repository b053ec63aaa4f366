package dev.larder.index.metadata;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import jakarta.annotation.Nullable;
import java.util.List;

/** What a file says of its release. */
@MappedEntity("release_metadata")
record ReleaseMetadataRow(
    @Id long file,
    long project,
    String version,
    @Nullable String summary,
    @Nullable String author,
    @Nullable String authorEmail,
    @Nullable String license,
    @Nullable String licenseExpression,
    @Nullable String keywords,
    @Nullable @TypeDef(type = DataType.STRING_ARRAY) List<String> requiresDist) {

  static ReleaseMetadataRow of(long project, long file, ReleaseMetadata said) {
    return new ReleaseMetadataRow(
        file,
        project,
        said.version(),
        said.summary(),
        said.author(),
        said.authorEmail(),
        said.license(),
        said.licenseExpression(),
        said.keywords(),
        said.requiresDist());
  }

  ReleaseMetadata said() {
    return new ReleaseMetadata(
        version, summary, author, authorEmail, license, licenseExpression, keywords, requiresDist);
  }
}
