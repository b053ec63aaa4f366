package dev.larder.gateway;
