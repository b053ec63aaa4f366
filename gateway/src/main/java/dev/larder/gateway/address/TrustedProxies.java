package dev.larder.gateway.address;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whose word on where a request came from is believed ({@code LARDER_TRUSTED_PROXIES}).
 *
 * @param proxies addresses or CIDR blocks, separated by commas; null or blank: nobody's
 */
@ConfigurationProperties("larder.trusted")
public record TrustedProxies(String proxies) {
  public TrustedProxies {
    rules(proxies);
  }

  /** Whether an address is one of them. */
  @FunctionalInterface
  public interface Check {
    boolean trusts(InetAddress address);
  }

  /** To be made once. */
  public Check check() {
    List<IpSubnetFilterRule> rules = rules(proxies);
    return address -> {
      InetSocketAddress peer = new InetSocketAddress(address, 0);
      return rules.stream().anyMatch(rule -> rule.matches(peer));
    };
  }

  private static List<IpSubnetFilterRule> rules(String proxies) {
    if (proxies == null || proxies.isBlank()) {
      return List.of();
    }
    return Arrays.stream(proxies.split(",", -1)).map(block -> rule(block.strip())).toList();
  }

  private static IpSubnetFilterRule rule(String block) {
    int slash = block.indexOf('/');
    try {
      InetAddress address = InetAddress.ofLiteral(slash < 0 ? block : block.substring(0, slash));
      int bits = address.getAddress().length * Byte.SIZE;
      return new IpSubnetFilterRule(
          address,
          slash < 0 ? bits : Integer.parseInt(block.substring(slash + 1)),
          IpFilterRuleType.ACCEPT);
    } catch (IllegalArgumentException noBlock) {
      throw new IllegalArgumentException(
          "LARDER_TRUSTED_PROXIES: '%s' is neither an address nor a block such as 10.0.0.0/8"
              .formatted(block));
    }
  }
}
