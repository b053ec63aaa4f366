package dev.larder.auth.person;

import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/** Makes first passwords: easy to read out, hard to guess (some 97 bits). */
@Component
final class Passwords {

  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz";
  private static final String ALL = LETTERS + "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private final SecureRandom random = new SecureRandom();

  /** Of each kind that a company's policy may want, something. */
  String next() {
    var text = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      text.append(i > 0 && i % 4 == 0 ? "-" : "").append(one(ALL));
    }
    return text.append(one(LETTERS)).append(one("ABCDEFGHJK")).append(one("23456789")).toString();
  }

  private char one(String of) {
    return of.charAt(random.nextInt(of.length()));
  }
}
