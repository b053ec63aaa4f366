package dev.larder.auth.index;

import dev.larder.auth.index.Catalogue.Ids;
import dev.larder.auth.index.Catalogue.Names;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** index-service, as far as names need it. */
interface IndexCalls {

  /**
   * The ids of names.
   *
   * @param sources names with commas between them, as are {@code repos}
   */
  @GetExchange("/internal/ids")
  Ids ids(@RequestParam("sources") String sources, @RequestParam("repos") String repos);

  @GetExchange("/internal/names")
  Names names();
}
