package dev.larder.e2e.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.Checkout;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each client is the version that it is called after. */
@Order(1)
class ClientsTest {

  @ParameterizedTest
  @CsvSource({
    "pip-20.3.4, pip",
    "pip-26.3, pip",
    "uv-0.5.31, uv",
    "uv-0.13.9, uv",
    "twine-3.8.0, twine",
    "twine-4.0.2, twine",
    "twine-5.1.1, twine",
    "twine-6.1.0, twine",
    "twine-7.0.0, twine",
    "poetry-1.8.5, poetry",
    "poetry-2.5.1, poetry",
    "pdm-2.29.3, pdm",
    "hatch-1.18.2, hatch",
    "flit-4.2.0, flit"
  })
  void theClientIsTheVersionThatItIsCalledAfter(String client, String program) {
    Venv venv = Venv.of(client);

    Finished version =
        Program.asOnThisMachine(List.of(venv.bin(program), "--version"))
            .with("PYTHONPATH", Checkout.root().resolve("e2e-tests/python/" + client).toString())
            .run();

    assertThat(version.succeeded()).as("%s", version).isTrue();
    assertThat(version.out()).contains(client.substring(client.indexOf('-') + 1));
  }
}
