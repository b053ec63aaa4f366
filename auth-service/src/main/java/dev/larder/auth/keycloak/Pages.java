package dev.larder.auth.keycloak;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Walks a list that is read by offset, in pages of 100, while it changes. Keycloak's is ordered by
 * id, so what is added meanwhile can make an item come twice, but one that is removed moves the
 * rest up, and an item would be missed. Each page therefore begins with the last item of the page
 * before; where it doesn't, the walk begins anew.
 */
public final class Pages {

  public static final int SIZE = 100;

  /** Reads at most so many items from an offset. */
  public interface Read<T> {
    List<T> page(int first, int count);
  }

  private Pages() {}

  public static <T> void forEach(Read<T> read, Function<T, String> id, Consumer<List<T>> consumer) {
    int next = 0;
    String last = null;
    while (true) {
      int first = last == null ? next : next - 1;
      List<T> page = read.page(first, SIZE);
      if (last != null && (page.isEmpty() || !id.apply(page.getFirst()).equals(last))) {
        next = 0;
        last = null;
        continue;
      }
      consumer.accept(page);
      if (page.size() < SIZE) {
        return;
      }
      last = id.apply(page.getLast());
      next = first + page.size();
    }
  }
}
