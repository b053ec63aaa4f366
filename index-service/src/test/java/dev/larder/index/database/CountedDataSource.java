package dev.larder.index.database;

import dev.larder.service.request.RequestId;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import javax.sql.DataSource;

/** Where a test asks for it, writes down what each request asks of PostgreSQL. */
@Singleton
@Requires(property = "larder.counted")
public final class CountedDataSource implements BeanCreatedEventListener<DataSource>, Ordered {
  private static final Set<String> ENDS = Set.of("commit", "rollback");

  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  private record Asked(Optional<String> request, String what) {}

  private record Call(Method method, Object[] arguments) {}

  /** How many transactions a request took. */
  public long transactions(String request) {
    return of(request).stream().filter(ENDS::contains).count();
  }

  /** The statements of a request, a batch once. */
  public List<String> statements(String request) {
    return of(request).stream().filter(what -> !ENDS.contains(what)).toList();
  }

  private List<String> of(String request) {
    return asked.stream()
        .filter(each -> each.request().equals(Optional.of(request)))
        .map(Asked::what)
        .toList();
  }

  /** Before the library makes a data source of it that gives the transaction's connection. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
    return proxy(
        DataSource.class,
        event.getBean(),
        (call, result) ->
            result instanceof Connection connection ? connection(connection) : result);
  }

  private Connection connection(Connection connection) {
    return proxy(
        Connection.class,
        connection,
        (call, result) -> {
          if (ENDS.contains(call.method().getName())) {
            note(call.method().getName());
          }
          return result instanceof PreparedStatement statement
              ? statement(statement, (String) call.arguments()[0])
              : result;
        });
  }

  private PreparedStatement statement(PreparedStatement statement, String text) {
    return proxy(
        PreparedStatement.class,
        statement,
        (call, result) -> {
          if (call.method().getName().startsWith("execute")) {
            note(text);
          }
          return result;
        });
  }

  private void note(String what) {
    asked.add(new Asked(RequestId.current(), what));
  }

  private static <T> T proxy(Class<T> type, T target, BiFunction<Call, Object, Object> after) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return after.apply(new Call(method, arguments), method.invoke(target, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
