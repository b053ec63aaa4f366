package dev.larder.auth.keycloak;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.keycloak.representations.idm.ClientRepresentation;

/**
 * Clients of a realm by an attribute, in pages, which the admin client can't ask for. Keycloak
 * looks at attributes that it was told to at its start ({@code searchable-attributes} of its SPI
 * {@code client-jpa}) and gives all clients where it wasn't: whoever asks must look once more.
 */
public interface ClientSearch {

  /**
   * A page, in the order of client ids.
   *
   * @param attribute as {@code name:value}
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  List<ClientRepresentation> find(
      @QueryParam("q") String attribute,
      @QueryParam("first") int first,
      @QueryParam("max") int max);
}
