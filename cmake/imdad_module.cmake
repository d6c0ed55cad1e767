# imdad_module(NAME DEPENDS a b PRIVATE lib...): one static library per folder under src/,
# made of every .cpp in it, linked to the earlier modules it may include.
function(imdad_module name)
  cmake_parse_arguments(ARG "" "" "DEPENDS;PRIVATE" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  add_library(imdad_${name} STATIC ${sources})
  add_library(imdad::${name} ALIAS imdad_${name})
  target_include_directories(imdad_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  foreach(dependency ${ARG_DEPENDS})
    # A module of headers only has no library to link; they are reached through src/.
    file(GLOB dependency_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${dependency}/*.cpp)
    if(dependency_sources)
      target_link_libraries(imdad_${name} PUBLIC imdad::${dependency})
    endif()
  endforeach()
  target_link_libraries(imdad_${name} PRIVATE imdad_warnings ${ARG_PRIVATE})
endfunction()

# imdad_test(NAME LINK a b PRIVATE lib... LABELS l...): one test executable made of every .cpp in the
# calling folder. Labels: `long` runs with script/test --long only, `real` (the whole real example)
# not under the sanitizers.
function(imdad_test name)
  cmake_parse_arguments(ARG "" "" "LINK;PRIVATE;LABELS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  add_executable(${name} ${sources})
  target_link_libraries(${name} PRIVATE imdad_warnings GTest::gtest_main ${ARG_PRIVATE})
  foreach(dependency ${ARG_LINK})
    target_link_libraries(${name} PRIVATE imdad::${dependency})
  endforeach()
  if(ARG_LABELS)
    set(labels PROPERTIES LABELS "${ARG_LABELS}")
  endif()
  gtest_discover_tests(${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} DISCOVERY_TIMEOUT 60 ${labels})
endfunction()
