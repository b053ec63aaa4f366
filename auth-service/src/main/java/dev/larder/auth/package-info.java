package dev.larder.auth;
