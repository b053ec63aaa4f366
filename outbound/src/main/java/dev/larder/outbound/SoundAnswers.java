package dev.larder.outbound;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Sees to what OkHttp takes on trust in an answer's headers: of two lengths nobody knows how much
 * was sent (RFC 9112, 6.3), and a {@code Retry-After} that is no {@code int} ends a call by an
 * exception that is no {@link IOException}.
 */
final class SoundAnswers implements Interceptor {
  private static final Pattern MANY_DIGITS = Pattern.compile("[0-9]{10,}");
  private static final String LONG = "999999999";

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    if (Set.copyOf(response.headers("Content-Length")).size() > 1) {
      response.close();
      throw new ProtocolException("an answer of several lengths");
    }
    String retryAfter = response.header("Retry-After");
    return retryAfter != null && MANY_DIGITS.matcher(retryAfter).matches()
        ? response.newBuilder().header("Retry-After", LONG).build()
        : response;
  }
}
