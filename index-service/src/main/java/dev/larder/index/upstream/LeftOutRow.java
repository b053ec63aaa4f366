package dev.larder.index.upstream;

import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.util.List;

/** What the last look at a project left out of its page. */
@MappedEntity("left_out")
record LeftOutRow(
    long project,
    String what,
    String why,
    int count,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> examples) {

  LeftOut leftOut() {
    return new LeftOut(what, why, count, examples);
  }
}
